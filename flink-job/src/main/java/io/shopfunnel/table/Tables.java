package io.shopfunnel.table;

import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers what one operator instance adds to the tables, so that one delta is sent for many events:
 * a table's delta waits here until the watermark passes the end of its window, when it must be
 * published. What waits at a checkpoint belongs in it: {@link #show}.
 */
public final class Tables {
  private final Texts texts;
  private final Map<SlotName, TableSlot> slots = new HashMap<>();

  /** From the shortest window up, so that a table is handed on before the longer one it feeds. */
  private final List<TableSlot> inOrder = new ArrayList<>();

  private long sign = 1;

  private record SlotName(String family, Window window) {}

  /**
   * Tables of these families.
   *
   * @param families the families
   * @param texts the texts whose numbers are keys of rows
   */
  public Tables(List<TableFamily> families, Texts texts) {
    this.texts = texts;
    for (Window window : Window.values()) {
      families.stream()
          .filter(family -> family.windows().contains(window))
          .forEach(family -> addSlot(family, window));
    }
    families.stream().filter(TableFamily::addsUp).forEach(this::linkLonger);
  }

  private void addSlot(TableFamily family, Window window) {
    TableSlot slot = new TableSlot(this, family, window);
    slots.put(new SlotName(family.name(), window), slot);
    inOrder.add(slot);
  }

  private void linkLonger(TableFamily family) {
    for (int i = 1; i < family.windows().size(); i++) {
      slot(family, family.windows().get(i - 1)).feed(slot(family, family.windows().get(i)));
    }
  }

  /**
   * Where to add to the tables of a family.
   *
   * @param window one of the family's windows; the shortest where the family adds up
   * @throws IllegalArgumentException where the family has no such window
   */
  public TableSlot slot(TableFamily family, Window window) {
    TableSlot slot = slots.get(new SlotName(family.name(), window));
    if (slot == null) {
      throw new IllegalArgumentException(family.name() + " has no table for " + window.tag());
    }
    return slot;
  }

  /** The texts whose numbers are keys of rows. */
  public Texts texts() {
    return texts;
  }

  /** From now on what is added is added. */
  public void addFromNowOn() {
    sign = 1;
  }

  /** From now on what is added is taken back: it had been added before. */
  public void takeBackFromNowOn() {
    sign = -1;
  }

  /** From now on what is added is ignored: it is in the tables already, and stays there. */
  public void ignoreFromNowOn() {
    sign = 0;
  }

  /** With which sign is added now: 1, −1 (taken back) or 0 (ignored). */
  public long sign() {
    return sign;
  }

  /** Hands out, and forgets, what was added to windows that end by this watermark. */
  public void drainClosed(long watermark, Consumer<TableDelta> out) {
    for (TableSlot slot : inOrder) {
      slot.drain(watermark, out);
    }
  }

  /** Hands out, and forgets, everything. */
  public void drainAll(Consumer<TableDelta> out) {
    drainClosed(Long.MAX_VALUE, out);
  }

  /** The number of rows that wait. */
  public long rows() {
    return inOrder.stream().mapToLong(TableSlot::rows).sum();
  }

  /** Shows everything as it is now, and keeps it. */
  public void show(Consumer<OpenRows> viewer) {
    inOrder.forEach(slot -> slot.show(viewer));
  }

  /** Takes in what was shown: what one of several instances with the same families held. */
  public void add(OpenRows shown) {
    TableSlot slot = slots.get(new SlotName(shown.family(), shown.window()));
    if (slot == null) {
      throw new IllegalArgumentException(
          "there is no such table as " + shown.family() + " for " + shown.window().tag());
    }
    slot.add(shown);
  }
}
