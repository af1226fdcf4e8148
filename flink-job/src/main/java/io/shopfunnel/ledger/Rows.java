package io.shopfunnel.ledger;

import java.util.Arrays;

/** Rows of so many words, one after the other, in an array that grows. */
public final class Rows {
  private final int width;
  private long[] words;
  private int size;

  Rows(int width) {
    this.width = width;
    this.words = new long[8 * Math.max(1, width)];
  }

  /** The array that holds all rows; another one after {@link #add}. */
  public long[] words() {
    return words;
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** Where a row begins in {@link #words}. */
  public int at(int row) {
    return row * width;
  }

  /** Adds a row of zeros; gives where it begins in {@link #words}. */
  public int add() {
    int at = size * width;
    if (at + width > words.length) {
      words = Arrays.copyOf(words, 2 * (at + width));
    }
    Arrays.fill(words, at, at + width, 0);
    size++;
    return at;
  }

  /** Takes out a row; the last one takes its place. */
  public void remove(int row) {
    size--;
    if (row != size) {
      System.arraycopy(words, size * width, words, row * width, width);
    }
  }

  void clear() {
    size = 0;
  }

  int width() {
    return width;
  }
}
