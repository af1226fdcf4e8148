package io.shopfunnel.table;

import java.util.Arrays;

/** Rows of counters, one after the other in a single array, by dense numbers. */
final class CounterRows {
  private static final int FIRST_ROWS = 4;

  private final int columns;
  private long[] counters;
  private int rows;

  CounterRows(int columns) {
    this(columns, new long[FIRST_ROWS * columns]);
  }

  private CounterRows(int columns, long[] counters) {
    this.columns = columns;
    this.counters = counters;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /** The array that holds all rows; another one after {@link #addRow}. */
  long[] array() {
    return counters;
  }

  /** Where a row begins in {@link #array}. */
  int at(int row) {
    return row * columns;
  }

  /** Adds a row of zeros, and gives its number. */
  int addRow() {
    int row = rows++;
    int end = rows * columns;
    if (end > counters.length) {
      counters = Arrays.copyOf(counters, 2 * end);
    }
    return row;
  }

  /** Adds counters to a row. */
  void add(int row, long[] added, int from) {
    int at = row * columns;
    for (int i = 0; i < columns; i++) {
      counters[at + i] += added[from + i];
    }
  }

  CounterRows copy() {
    CounterRows copy = new CounterRows(columns, counters.clone());
    copy.rows = rows;
    return copy;
  }
}
