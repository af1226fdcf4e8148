package io.shopfunnel.table;

import io.shopfunnel.window.Window;

/**
 * What one operator instance had gathered for windows that are open, at one instant: the tables of
 * one family and one length of window. It does not change any more, and another thread may read it
 * while the counting goes on.
 *
 * @param family the family's name
 * @param window the length of the windows
 * @param rowKey what the keys are
 * @param texts the texts of which a key is the number, where keys are those of texts
 * @param rows the number of rows
 * @param columns the number of counters in a row
 * @param words row by row the window's start, in milliseconds since the epoch, the key, and the
 *     counters
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record OpenRows(
    String family, Window window, RowKey rowKey, Texts texts, int rows, int columns, long[] words) {
  /** The words of a row before its counters. */
  public static final int BEFORE_COUNTERS = GatheredRows.COUNTERS;

  /** The start of the window that a row is of, in milliseconds since the epoch. */
  public long start(int row) {
    return words[at(row)];
  }

  /** A number, or the number of a text, or 0 in the only row of a table. */
  public long key(int row) {
    return words[at(row) + GatheredRows.KEY];
  }

  /** A counter. */
  public long counter(int row, int column) {
    return words[at(row) + BEFORE_COUNTERS + column];
  }

  private int at(int row) {
    return row * (BEFORE_COUNTERS + columns);
  }
}
