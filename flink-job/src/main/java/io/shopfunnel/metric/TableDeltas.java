package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is added to the tables, so that one delta is sent for many events: a table's delta
 * waits here until the watermark passes the end of its window, when it must be published, or until
 * a checkpoint. Holds nothing across checkpoints.
 */
public final class TableDeltas {
  /** By the family itself and the window's ordinal; found for every count, so without a hash. */
  private final Map<TableFamily, @Nullable Slot[]> slots = new IdentityHashMap<>();

  /** From the shortest window up, so that what adds up is handed on before its table is. */
  private final List<Slot> inOrder = new ArrayList<>();

  private final boolean discarding;
  private long[] scratch = new long[0];

  private TableDeltas(List<TableFamily> families, boolean discarding) {
    this.discarding = discarding;
    for (TableFamily family : families) {
      @Nullable Slot[] byWindow = new Slot[Window.values().length];
      Slot longer = null;
      for (int i = family.windows().size() - 1; i >= 0; i--) {
        Window window = family.windows().get(i);
        longer = new Slot(family, window, family.addsUp() ? longer : null);
        byWindow[window.ordinal()] = longer;
        inOrder.add(0, longer);
      }
      slots.put(family, byWindow);
    }
  }

  /** Deltas for the tables of these families. */
  public static TableDeltas of(List<TableFamily> families) {
    return new TableDeltas(families, false);
  }

  /** Takes everything and keeps nothing: for events whose counts are known already. */
  public static TableDeltas discarding() {
    return new TableDeltas(List.of(), true);
  }

  /**
   * The counters of a row, to be added to in place.
   *
   * @param family one of the families given at the start
   * @param window one of the family's windows; the shortest where the family adds up
   * @param time any time in the window, in milliseconds since the epoch
   * @param row the row's name
   */
  public long[] row(TableFamily family, Window window, long time, String row) {
    if (discarding) {
      if (scratch.length < family.columns()) {
        scratch = new long[family.columns()];
      }
      return scratch;
    }
    return slot(family, window).row(time, row);
  }

  private Slot slot(TableFamily family, Window window) {
    @Nullable Slot[] byWindow = slots.get(family);
    Slot slot = byWindow == null ? null : byWindow[window.ordinal()];
    if (slot == null) {
      throw new IllegalArgumentException(family.name() + " has no table for " + window.tag());
    }
    return slot;
  }

  /** Hands out, and forgets, what was added to windows that end by this watermark. */
  public void drainClosed(long watermark, Consumer<TableDelta> out) {
    for (Slot slot : inOrder) {
      slot.drain(watermark, out);
    }
  }

  /** Hands out, and forgets, everything. */
  public void drainAll(Consumer<TableDelta> out) {
    drainClosed(Long.MAX_VALUE, out);
  }

  /** The open tables of one family and one length of window. */
  private static final class Slot {
    private final TableFamily family;
    private final Window window;

    /** Where the counts of a closed table are added again; null where they are not. */
    private final @Nullable Slot longer;

    private final Map<Long, Map<String, long[]>> tables = new HashMap<>();
    private long lastStart = Long.MIN_VALUE;
    private Map<String, long[]> lastTable = new HashMap<>();

    private Slot(TableFamily family, Window window, @Nullable Slot longer) {
      this.family = family;
      this.window = window;
      this.longer = longer;
    }

    private long[] row(long time, String row) {
      if (lastStart == Long.MIN_VALUE || time < lastStart || time - lastStart >= window.millis()) {
        lastStart = window.startOf(time);
        lastTable = tables.computeIfAbsent(lastStart, start -> new HashMap<>());
      }
      long[] counters = lastTable.get(row);
      if (counters == null) {
        counters = new long[family.columns()];
        lastTable.put(row, counters);
      }
      return counters;
    }

    private void drain(long watermark, Consumer<TableDelta> out) {
      for (var tablesLeft = tables.entrySet().iterator(); tablesLeft.hasNext(); ) {
        Map.Entry<Long, Map<String, long[]>> table = tablesLeft.next();
        TableKey key = new TableKey(family.name(), window, table.getKey());
        if (key.windowEnd() - 1 <= watermark) {
          tablesLeft.remove();
          lastStart = Long.MIN_VALUE;
          handOut(key, table.getValue(), out);
        }
      }
    }

    private void handOut(TableKey key, Map<String, long[]> table, Consumer<TableDelta> out) {
      List<String> rows = new ArrayList<>(table.size());
      List<long[]> counters = new ArrayList<>(table.size());
      table.forEach(
          (row, added) -> {
            if (anyOf(added)) {
              rows.add(row);
              counters.add(added);
              if (longer != null) {
                add(added, longer.row(key.windowStart(), row));
              }
            }
          });
      if (!rows.isEmpty()) {
        out.accept(new TableDelta(key, rows, counters));
      }
    }

    private static boolean anyOf(long[] counters) {
      for (long counter : counters) {
        if (counter != 0) {
          return true;
        }
      }
      return false;
    }

    private static void add(long[] added, long[] to) {
      for (int i = 0; i < added.length; i++) {
        to[i] += added[i];
      }
    }
  }
}
