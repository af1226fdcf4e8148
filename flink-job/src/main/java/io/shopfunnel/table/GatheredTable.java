package io.shopfunnel.table;

import java.util.Arrays;

/**
 * What one operator instance adds to the table of one window: rows by key, each of counters, behind
 * the key in one array. Keys are found through an open-addressing table of row numbers. (A
 * library's map from key to number would hold each key a second time, away from its counters: one
 * more cache miss for each event and metric, as measured in docs/performance.md.)
 */
final class GatheredTable {
  private static final int FIRST_ROWS = 4;

  private final boolean single;

  /** The words of a row: its key, then its counters. */
  private final int width;

  private long[] words;
  private int rows;

  /** For each slot the number of a row, plus 1; 0 for none. */
  private int[] slots = new int[2 * FIRST_ROWS];

  GatheredTable(RowKey rowKey, int columns) {
    single = rowKey == RowKey.SINGLE;
    width = columns + 1;
    words = new long[FIRST_ROWS * width];
  }

  /** Where the counters of the key's row begin in {@link #words}; zeros where it is new. */
  int countersAt(long key) {
    if (single) {
      return rows == 0 ? add(key) : 1;
    }
    int mask = slots.length - 1;
    int slot = slot(key, mask);
    while (slots[slot] != 0) {
      int at = (slots[slot] - 1) * width;
      if (words[at] == key) {
        return at + 1;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = rows + 1;
    int at = add(key);
    if (2 * rows > slots.length) {
      grow();
    }
    return at;
  }

  private int add(long key) {
    int at = rows * width;
    if (at + width > words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[at] = key;
    rows++;
    return at + 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int row = 0; row < rows; row++) {
      int slot = slot(words[row * width], mask);
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = row + 1;
    }
  }

  private static int slot(long key, int mask) {
    return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
  }

  /** The array that holds all rows; another one after {@link #countersAt} of a new key. */
  long[] words() {
    return words;
  }

  int rows() {
    return rows;
  }

  long key(int row) {
    return words[row * width];
  }

  /** Where the counters of a row begin in {@link #words}. */
  int countersOf(int row) {
    return row * width + 1;
  }

  boolean isZero(int row) {
    for (int i = row * width + 1; i < (row + 1) * width; i++) {
      if (words[i] != 0) {
        return false;
      }
    }
    return true;
  }

  void clear() {
    Arrays.fill(words, 0, rows * width, 0);
    Arrays.fill(slots, 0);
    rows = 0;
  }
}
