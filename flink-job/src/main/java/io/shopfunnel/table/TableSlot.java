package io.shopfunnel.table;

import io.shopfunnel.window.Window;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The open tables of one family and one length of window, as one operator instance adds to them:
 * {@code slot.row(time, key).add(column, 1)}. Got from {@link Tables#slot}.
 */
public final class TableSlot {
  private final Tables tables;
  private final TableFamily family;
  private final Window window;
  private final GatheredRows gathered;
  private @Nullable TableSlot longer;

  /** The least end of a window that is open. */
  private long earliestEnd = Long.MAX_VALUE;

  /** The row that {@link #add} adds to: where its counters are, and where in there they begin. */
  private long[] counters = new long[0];

  private int at;
  private long sign;

  /** The window and the key of that row: several funnels turn to the same one after the other. */
  private long turnedStart;

  private long turnedEnd = Long.MIN_VALUE;
  private long turnedKey;
  private boolean isTurned;

  /** What is added to that row while there are so many that finding one takes long. */
  private final WaitingNumbers waiting = new WaitingNumbers();

  private boolean waits;

  TableSlot(Tables tables, TableFamily family, Window window) {
    this.tables = tables;
    this.family = family;
    this.window = window;
    this.gathered = new GatheredRows(family.rowKey(), family.columns());
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
    boolean sameWindow = time >= turnedStart && time < turnedEnd;
    if (isTurned && key == turnedKey && sameWindow && !waiting.isFull()) {
      return;
    }
    if (!sameWindow) {
      turnedStart = window.startOf(time);
      turnedEnd = window.endOf(turnedStart);
    }
    earliestEnd = Math.min(earliestEnd, turnedEnd);
    isTurned = true;
    turnedKey = key;
    waits = gathered.isWide();
    if (!waits) {
      at = gathered.countersAt(turnedStart, key);
      counters = gathered.words();
      return;
    }
    waitFor(turnedStart, key);
  }

  private void waitFor(long start, long key) {
    if (waiting.isFull()) {
      gathered.add(waiting);
    }
    waiting.row(start, key);
  }

  /** Adds to a counter of the row that was turned to, or takes from it: as {@link Tables} says. */
  public TableSlot add(int column, long number) {
    // Most of what a change adds is zero, and need not wait for its row.
    if (sign != 0 && number != 0) {
      if (waits) {
        waiting.add(column, sign * number);
      } else {
        counters[at + column] += sign * number;
      }
    }
    return this;
  }

  /** Hands out, and forgets, the tables of windows that end by this watermark. */
  void drain(long watermark, Consumer<TableDelta> out) {
    gathered.add(waiting);
    isTurned = false;
    if (gathered.size() == 0 || earliestEnd - 1 > watermark) {
      return;
    }
    int[] rows = gathered.byWindow();
    int handedOut = 0;
    while (handedOut < rows.length && end(rows[handedOut]) - 1 <= watermark) {
      int[] ofWindow = ofOneWindow(rows, handedOut);
      handOut(ofWindow, out);
      handedOut += ofWindow.length;
    }
    long lastClosed = gathered.start(rows[handedOut - 1]);
    earliestEnd = handedOut < rows.length ? end(rows[handedOut]) : Long.MAX_VALUE;
    gathered.removeUpTo(lastClosed);
  }

  /** The number of rows, but for those of the numbers that wait. */
  int rows() {
    return gathered.size();
  }

  /** Shows the rows as they are, without handing them out. */
  void show(Consumer<OpenRows> viewer) {
    gathered.add(waiting);
    isTurned = false;
    if (gathered.size() > 0) {
      viewer.accept(
          new OpenRows(
              family.name(),
              window,
              family.rowKey(),
              tables.texts(),
              gathered.size(),
              family.columns(),
              gathered.copy()));
    }
  }

  /** Adds what was shown. */
  void add(OpenRows shown) {
    boolean byText = shown.rowKey() == RowKey.TEXT;
    for (int row = 0; row < shown.rows(); row++) {
      long key = shown.key(row);
      row(shown.start(row), byText ? tables.texts().number(shown.texts().text((int) key)) : key);
      for (int column = 0; column < shown.columns(); column++) {
        add(column, shown.counter(row, column));
      }
    }
  }

  private long end(int row) {
    return window.endOf(gathered.start(row));
  }

  /** The rows from this one on that are of the same window. */
  private int[] ofOneWindow(int[] rows, int from) {
    int to = from + 1;
    while (to < rows.length && gathered.start(rows[to]) == gathered.start(rows[from])) {
      to++;
    }
    return Arrays.copyOfRange(rows, from, to);
  }

  /**
   * @param rows all rows of one window
   */
  private void handOut(int[] rows, Consumer<TableDelta> out) {
    long start = gathered.start(rows[0]);
    if (longer != null) {
      longer.addAll(start, gathered, rows);
    }
    TableKey key = new TableKey(family.name(), window, start);
    TableDelta delta = TableDelta.of(key, family, gathered, rows, tables.texts());
    if (delta.rows() > 0) {
      out.accept(delta);
    }
  }

  private void addAll(long time, GatheredRows from, int[] rows) {
    long start = window.startOf(time);
    long end = window.endOf(start);
    isTurned = false;
    for (int row : rows) {
      if (!from.isZero(row)) {
        earliestEnd = Math.min(earliestEnd, end);
        waitFor(start, from.key(row));
        int first = from.countersOf(row);
        for (int i = 0; i < family.columns(); i++) {
          long number = from.words()[first + i];
          if (number != 0) {
            waiting.add(i, number);
          }
        }
      }
    }
  }
}
