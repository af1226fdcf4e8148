package io.shopfunnel.table;

import java.util.Arrays;

/**
 * Takes the points that a table amounts to, one after the other: {@code drafts.point(row,
 * 0).add(count).add(cents).end(true)}. The values are those of the schema's fields, in their order,
 * but for {@code rev}.
 */
public final class PointDrafts {
  private final Receiver receiver;
  private long[] values = new long[16];
  private int size;
  private int row;
  private int point;

  /** Takes a draft that is complete. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes a draft.
     *
     * @param values holds the values at its beginning, and will be used again
     * @param size how many they are
     */
    void take(int row, int point, long[] values, int size, boolean mature);
  }

  PointDrafts(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Begins a point.
   *
   * @param ofRow the row that it tells of, or {@link TableRows#WHOLE}
   * @param number which of the points of that row; see {@link TableFamily#pointsOfRow}
   */
  public PointDrafts point(int ofRow, int number) {
    row = ofRow;
    point = number;
    size = 0;
    return this;
  }

  /** Adds a number; for a text, the number of the row whose name it is. */
  public PointDrafts add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    return this;
  }

  /** Adds a flag. */
  public PointDrafts add(boolean flag) {
    return add(flag ? 1 : 0);
  }

  /**
   * Ends the point.
   *
   * @param mature whether nothing but a late event can still change it
   */
  public void end(boolean mature) {
    receiver.take(row, point, values, size, mature);
  }
}
