package io.shopfunnel.operator;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.Series;
import java.util.Arrays;

/**
 * Points that no snapshot holds yet, as lines; a newer version of a point takes the place of the
 * older one. A point is found by its identity through an open-addressing table of numbers.
 */
final class OpenPoints {
  private static final int FIRST_POINTS = 1_024;

  private byte[] lines = new byte[FIRST_POINTS * 128];

  /** How far {@link #lines} are filled; some of it are older versions that were too short. */
  private int filled;

  private Series[] series = new Series[FIRST_POINTS];
  private long[] windowStarts = new long[FIRST_POINTS];
  private long[] windowEnds = new long[FIRST_POINTS];
  private short[] keyGroups = new short[FIRST_POINTS];
  private int[] starts = new int[FIRST_POINTS];
  private int[] lengths = new int[FIRST_POINTS];
  private int size;

  /** For each slot the number of a point, plus 1; 0 for none. */
  private int[] slots = new int[2 * FIRST_POINTS];

  /**
   * Puts a point in.
   *
   * @param keyGroup the key group of its table
   * @param windowEnd the first time after its window
   */
  void put(int keyGroup, Series of, long windowStart, long windowEnd, LineBuffer line) {
    put(keyGroup, of, windowStart, windowEnd, line.bytes(), 0, line.length());
  }

  private void put(
      int keyGroup,
      Series of,
      long windowStart,
      long windowEnd,
      byte[] bytes,
      int from,
      int length) {
    int slot = slot(of, windowStart);
    if (slots[slot] == 0) {
      slots[slot] = add(keyGroup, of, windowStart, windowEnd) + 1;
      copy(bytes, from, length, slots[slot] - 1);
      if (2 * size > slots.length) {
        grow();
      }
    } else {
      copy(bytes, from, length, slots[slot] - 1);
    }
  }

  private int add(int keyGroup, Series of, long windowStart, long windowEnd) {
    if (size == series.length) {
      series = Arrays.copyOf(series, 2 * size);
      windowStarts = Arrays.copyOf(windowStarts, 2 * size);
      windowEnds = Arrays.copyOf(windowEnds, 2 * size);
      keyGroups = Arrays.copyOf(keyGroups, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    series[size] = of;
    windowStarts[size] = windowStart;
    windowEnds[size] = windowEnd;
    keyGroups[size] = (short) keyGroup;
    lengths[size] = 0;
    return size++;
  }

  /** Writes the line over the older version where it fits, or behind all others. */
  private void copy(byte[] bytes, int from, int length, int point) {
    if (length > lengths[point]) {
      int end = Math.addExact(filled, length);
      if (end > lines.length) {
        lines =
            Arrays.copyOf(
                lines, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * lines.length, end)));
      }
      starts[point] = filled;
      filled = end;
    }
    System.arraycopy(bytes, from, lines, starts[point], length);
    lengths[point] = length;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int point = 0; point < size; point++) {
      slots[slot(series[point], windowStarts[point])] = point + 1;
    }
  }

  /** Where the number of the point stands, or would. */
  private int slot(Series of, long windowStart) {
    int mask = slots.length - 1;
    long key = windowStart * 31 + of.hashCode();
    int slot = (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 32) & mask;
    while (slots[slot] != 0 && !is(slots[slot] - 1, of, windowStart)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean is(int point, Series of, long windowStart) {
    return windowStarts[point] == windowStart && series[point].equals(of);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Puts all points into others: those whose windows end by a time, and those that end later. */
  void divide(long lastEnd, OpenPoints ended, OpenPoints others) {
    for (int point = 0; point < size; point++) {
      (windowEnds[point] <= lastEnd ? ended : others)
          .put(
              keyGroups[point],
              series[point],
              windowStarts[point],
              windowEnds[point],
              lines,
              starts[point],
              lengths[point]);
    }
    clear();
  }

  /** Takes all points out, in the order in which their first versions were put in. */
  WaitingPoints takeOut() {
    int[] ends = new int[size];
    int end = 0;
    for (int point = 0; point < size; point++) {
      end += lengths[point];
      ends[point] = end;
    }
    byte[] taken = new byte[end];
    for (int point = 0; point < size; point++) {
      System.arraycopy(lines, starts[point], taken, ends[point] - lengths[point], lengths[point]);
    }
    WaitingPoints points =
        new WaitingPoints(new PointBlock(taken, ends), Arrays.copyOf(keyGroups, size));
    clear();
    return points;
  }

  private void clear() {
    Arrays.fill(series, 0, size, null);
    Arrays.fill(slots, 0);
    size = 0;
    filled = 0;
  }
}
