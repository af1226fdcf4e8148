package io.shopfunnel.metric;

import io.shopfunnel.table.TableRows;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The first few rows of a table by some order, which are few beside all of them. */
final class TopRows {
  private TopRows() {}

  /** Whether one row comes before another. */
  @FunctionalInterface
  interface Order {
    boolean isBefore(int row, int other);
  }

  /**
   * The first rows, in order.
   *
   * @param most how many at most
   * @param takesPart which rows are ordered at all
   * @param order a total order of those that take part
   */
  static int[] first(int most, TableRows rows, IntPredicate takesPart, Order order) {
    int[] first = new int[most];
    int found = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (!takesPart.test(row)) {
        continue;
      }
      int place = found;
      while (place > 0 && order.isBefore(row, first[place - 1])) {
        place--;
      }
      if (place < most) {
        found = Math.min(most, found + 1);
        System.arraycopy(first, place, first, place + 1, found - 1 - place);
        first[place] = row;
      }
    }
    return Arrays.copyOf(first, found);
  }
}
