package io.shopfunnel.ledger;

import java.util.Arrays;

/**
 * Finds rows by a hash of what they are known by. Made anew when a user with many rows is worked
 * on; with few, looking at each row is faster.
 */
final class RowIndex {
  /** So many rows are looked at one by one. */
  static final int FEW = 24;

  private static final int NONE = -1;

  private int[] first = new int[0];
  private int[] next = new int[0];
  private int size;
  private boolean made;

  /** Forgets everything; the index is made anew when it is asked for. */
  void drop() {
    made = false;
  }

  boolean isMade() {
    return made;
  }

  /** Begins anew, with room for so many rows. */
  void begin(int rows) {
    int slots = Integer.highestOneBit(Math.max(64, 2 * rows)) << 1;
    if (first.length < slots) {
      first = new int[slots];
    }
    Arrays.fill(first, NONE);
    size = 0;
    made = true;
  }

  /** Adds the row that comes next. */
  void add(long hash) {
    if (size == next.length) {
      next = Arrays.copyOf(next, Math.max(64, 2 * size));
    }
    int slot = slot(hash);
    next[size] = first[slot];
    first[slot] = size++;
    // Long chains would be slow: the caller makes the index anew with more room.
    if (size > 2 * first.length) {
      made = false;
    }
  }

  /** The last row added that may have this hash, or -1. */
  int firstOf(long hash) {
    return first[slot(hash)];
  }

  /** The row added before that may have the same hash, or -1. */
  int nextOf(int row) {
    return next[row];
  }

  private int slot(long hash) {
    long mixed = hash * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 40) & first.length - 1;
  }
}
