package io.shopfunnel.table;

import java.util.Arrays;

/**
 * What one operator instance adds to the tables of one family and one length of window: rows by
 * window and key, each of counters, behind both in one array. Rows are found through an
 * open-addressing table of their numbers, one for all windows: so to find one is to look at two
 * places in memory, however many windows are open. (A library's map would hold keys a second time,
 * away from the counters, and a table for each window would be found through four places: each a
 * cache miss for each event and metric, as measured in docs/performance.md.)
 *
 * <pre>
 * 0 the window's start, in milliseconds since the epoch
 * 1 the key
 *   the counters
 * </pre>
 */
final class GatheredRows {
  static final int KEY = 1;
  static final int COUNTERS = 2;
  private static final int FIRST_ROWS = 4;

  /** In longs. */
  private static final int WIDE = 1 << 12;

  /** All windows begin with a minute, so that a start and the number of a row fit in a long. */
  private static final long MINUTE = 60_000;

  private final boolean single;
  private final int width;
  private long[] words;
  private int size;

  /** For each slot the number of a row, plus 1; 0 for none. */
  private int[] slots = new int[2 * FIRST_ROWS];

  GatheredRows(RowKey rowKey, int columns) {
    single = rowKey == RowKey.SINGLE;
    width = COUNTERS + columns;
    words = new long[FIRST_ROWS * width];
  }

  /** Where the counters of a row begin in {@link #words}; zeros where the row is new. */
  int countersAt(long start, long anyKey) {
    long key = single ? 0 : anyKey;
    int mask = slots.length - 1;
    int slot = slot(start, key, mask);
    while (slots[slot] != 0) {
      int at = (slots[slot] - 1) * width;
      if (words[at + KEY] == key && words[at] == start) {
        return at + COUNTERS;
      }
      slot = slot + 1 & mask;
    }
    slots[slot] = size + 1;
    int at = add(start, key);
    if (2 * size > slots.length) {
      index(2 * slots.length);
    }
    return at;
  }

  /** Whether the rows take more memory than a processor's nearest cache has. */
  boolean isWide() {
    return size * width > WIDE;
  }

  /** Adds what waits. The loops are apart so that many looks into memory are under way at once. */
  void add(WaitingNumbers waiting) {
    int[] found = waiting.found;
    int mask = slots.length - 1;
    for (int i = 0; i < waiting.rows(); i++) {
      found[i] = slots[slot(waiting.start(i), waiting.key(i), mask)];
    }
    for (int i = 0; i < waiting.rows(); i++) {
      int at = (found[i] - 1) * width;
      boolean isFound =
          at >= 0 && words[at + KEY] == waiting.key(i) && words[at] == waiting.start(i);
      found[i] = isFound ? at + COUNTERS : 0;
    }
    for (int i = 0; i < waiting.rows(); i++) {
      int at = found[i] > 0 ? found[i] : countersAt(waiting.start(i), waiting.key(i));
      waiting.addTo(i, words, at);
    }
    waiting.clear();
  }

  private int add(long start, long key) {
    int at = size * width;
    if (at + width > words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[at] = start;
    words[at + KEY] = key;
    Arrays.fill(words, at + COUNTERS, at + width, 0);
    size++;
    return at + COUNTERS;
  }

  private void index(int slotCount) {
    if (slots.length == slotCount) {
      Arrays.fill(slots, 0);
    } else {
      slots = new int[slotCount];
    }
    int mask = slotCount - 1;
    for (int row = 0; row < size; row++) {
      int slot = slot(start(row), key(row), mask);
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = row + 1;
    }
  }

  private static int slot(long start, long key, int mask) {
    long mixed = (key + start * 0x9E37_79B9_7F4A_7C15L) * 0xD6E8_FEB8_6659_FD93L;
    return (int) (mixed >>> 32) & mask;
  }

  /** The array that holds all rows; another one after {@link #countersAt} of a new row. */
  long[] words() {
    return words;
  }

  int size() {
    return size;
  }

  /** All rows in an array of their own. */
  long[] copy() {
    return Arrays.copyOf(words, size * width);
  }

  long start(int row) {
    return words[row * width];
  }

  long key(int row) {
    return words[row * width + KEY];
  }

  /** Where the counters of a row begin in {@link #words}. */
  int countersOf(int row) {
    return row * width + COUNTERS;
  }

  boolean isZero(int row) {
    for (int i = row * width + COUNTERS; i < (row + 1) * width; i++) {
      if (words[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The numbers of all rows, those of earlier windows first. */
  int[] byWindow() {
    long[] sorted = new long[size];
    for (int row = 0; row < size; row++) {
      sorted[row] = start(row) / MINUTE << Integer.SIZE | row;
    }
    Arrays.sort(sorted);
    return Arrays.stream(sorted).mapToInt(each -> (int) each).toArray();
  }

  /** Forgets the rows of windows that begin up to this time. */
  void removeUpTo(long start) {
    int before = size;
    size = 0;
    for (int row = 0; row < before; row++) {
      if (start(row) > start) {
        System.arraycopy(words, row * width, words, size++ * width, width);
      }
    }
    // A day that was busier than any other shall not be paid for in memory for ever.
    if (before < slots.length / 8 && slots.length > 2 * FIRST_ROWS) {
      words = Arrays.copyOf(words, words.length / 2);
      index(slots.length / 2);
    } else {
      index(slots.length);
    }
  }
}
