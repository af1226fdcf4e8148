package io.shopfunnel.table;

import java.util.Arrays;

/**
 * Numbers that wait to be added to rows of tables too wide for the processor's caches. A row is
 * found by two looks into memory, each of which takes as long as a hundred additions; a processor
 * has many such looks under way at once, but only where they follow each other closely. So the rows
 * of many numbers are found in one go: {@link GatheredRows#add}.
 */
final class WaitingNumbers {
  private static final int MOST_ROWS = 256;
  private static final int MANY_NUMBERS = 2_048;

  private final long[] starts = new long[MOST_ROWS];
  private final long[] keys = new long[MOST_ROWS];

  /** By row, where its numbers end. */
  private final int[] ends = new int[MOST_ROWS];

  private int rows;
  private int[] columns = new int[MOST_ROWS];
  private long[] numbers = new long[MOST_ROWS];
  private int end;

  /** For {@link GatheredRows#add}: by row, what is known of where it is. */
  final int[] found = new int[MOST_ROWS];

  /** Whether the numbers must be added before a further row comes. */
  boolean isFull() {
    return rows == MOST_ROWS || end >= MANY_NUMBERS;
  }

  /** From now on {@link #add} is for this row. */
  void row(long start, long key) {
    starts[rows] = start;
    keys[rows] = key;
    ends[rows] = end;
    rows++;
  }

  void add(int column, long number) {
    if (end == numbers.length) {
      columns = Arrays.copyOf(columns, 2 * end);
      numbers = Arrays.copyOf(numbers, 2 * end);
    }
    columns[end] = column;
    numbers[end++] = number;
    ends[rows - 1] = end;
  }

  int rows() {
    return rows;
  }

  long start(int row) {
    return starts[row];
  }

  long key(int row) {
    return keys[row];
  }

  /** Adds the numbers of a row to counters that begin here. */
  void addTo(int row, long[] words, int at) {
    for (int i = row == 0 ? 0 : ends[row - 1]; i < ends[row]; i++) {
      words[at + columns[i]] += numbers[i];
    }
  }

  void clear() {
    rows = 0;
    end = 0;
  }
}
