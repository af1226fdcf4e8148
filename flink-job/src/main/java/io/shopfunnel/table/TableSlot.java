package io.shopfunnel.table;

import io.shopfunnel.window.Window;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open tables of one family and one length of window, as one operator instance adds to them:
 * {@code slot.row(time, key).add(column, 1)}. Got from {@link Tables#slot}.
 */
public final class TableSlot {
  /** Emptied tables that are kept to be filled again. */
  private static final int MOST_SPARE = 8;

  /** So many places hold the minutes of the half day that a backfill passes at once. */
  private static final int LATELY = 2_048;

  private final Tables tables;
  private final TableFamily family;
  private final Window window;
  private final Long2ObjectHashMap<OpenWindow> open = new Long2ObjectHashMap<>();
  private final Deque<GatheredTable> spare = new ArrayDeque<>();
  private @Nullable TableSlot longer;

  /** The windows that were turned to lately, by their time. */
  private final OpenWindow[] lately = new OpenWindow[LATELY];

  /**
   * Times that differ in higher bits only have the same place there. About half of a window's
   * length, so that few places are fought for by two windows.
   */
  private final int shift;

  /** The row that {@link #add} adds to: where its counters are, and where in there they begin. */
  private long[] counters = new long[0];

  private int at;
  private long sign;

  /** The window and the key of that row: several funnels turn to the same one after the other. */
  private OpenWindow turned = OpenWindow.NONE;

  private long turnedKey;

  /** A window and its table; from {@code start} up to, and without, {@code end}. */
  private record OpenWindow(long start, long end, GatheredTable table) {
    private static final OpenWindow NONE =
        new OpenWindow(Long.MAX_VALUE, Long.MIN_VALUE, new GatheredTable(RowKey.SINGLE, 0));

    boolean holds(long time) {
      return time >= start && time < end;
    }
  }

  TableSlot(Tables tables, TableFamily family, Window window) {
    this.tables = tables;
    this.family = family;
    this.window = window;
    this.shift = shift(window);
    forgetLately();
  }

  private static int shift(Window window) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(window.endOf(0) - 1);
  }

  /** Has the rows of closed tables added to the tables of a longer window, before those close. */
  void feed(TableSlot longerWindow) {
    longer = longerWindow;
  }

  /** Turns to the only row of the table whose window holds this time. */
  public TableSlot row(long time) {
    return row(time, 0);
  }

  /**
   * Turns to a row of the table whose window holds this time.
   *
   * @param time in milliseconds since the epoch
   * @param key a number, or the number of a text
   */
  public TableSlot row(long time, long key) {
    sign = tables.sign();
    if (sign != 0) {
      turn(time, key);
    }
    return this;
  }

  private void turn(long time, long key) {
    if (key == turnedKey && turned.holds(time)) {
      return;
    }
    int place = (int) (time >>> shift) & LATELY - 1;
    OpenWindow found = lately[place];
    if (!found.holds(time)) {
      found = openAt(time);
      lately[place] = found;
    }
    turned = found;
    turnedKey = key;
    at = found.table.countersAt(key);
    counters = found.table.words();
  }

  private OpenWindow openAt(long time) {
    long start = window.startOf(time);
    OpenWindow found = open.get(start);
    if (found == null) {
      GatheredTable table =
          spare.isEmpty() ? new GatheredTable(family.rowKey(), family.columns()) : spare.pop();
      found = new OpenWindow(start, window.endOf(start), table);
      open.put(start, found);
    }
    return found;
  }

  private void forgetLately() {
    Arrays.fill(lately, OpenWindow.NONE);
    turned = OpenWindow.NONE;
  }

  /** Adds to a counter of the row that was turned to, or takes from it: as {@link Tables} says. */
  public TableSlot add(int column, long number) {
    if (sign != 0) {
      counters[at + column] += sign * number;
    }
    return this;
  }

  /** Hands out, and forgets, the tables of windows that end by this watermark. */
  void drain(long watermark, Consumer<TableDelta> out) {
    long[] closed = closedBy(watermark);
    for (long start : closed) {
      GatheredTable table = open.remove(start).table();
      handOut(start, table, out);
      table.clear();
      if (spare.size() < MOST_SPARE) {
        spare.push(table);
      }
    }
    if (closed.length > 0) {
      forgetLately();
    }
  }

  private long[] closedBy(long watermark) {
    if (open.isEmpty()) {
      return new long[0];
    }
    return open.keySet().stream()
        .mapToLong(Long::longValue)
        .filter(start -> window.endOf(start) - 1 <= watermark)
        .sorted()
        .toArray();
  }

  private void handOut(long start, GatheredTable table, Consumer<TableDelta> out) {
    if (longer != null) {
      longer.addAll(start, table);
    }
    TableKey key = new TableKey(family.name(), window, start);
    TableDelta delta = TableDelta.of(key, family, table, tables.texts());
    if (delta.rows() > 0) {
      out.accept(delta);
    }
  }

  private void addAll(long time, GatheredTable from) {
    for (int row = 0; row < from.rows(); row++) {
      if (!from.isZero(row)) {
        turn(time, from.key(row));
        int source = from.countersOf(row);
        long[] added = from.words();
        for (int i = 0; i < family.columns(); i++) {
          counters[at + i] += added[source + i];
        }
      }
    }
  }
}
