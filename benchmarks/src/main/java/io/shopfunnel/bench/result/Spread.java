package io.shopfunnel.bench.result;

import java.util.Collection;

/**
 * The least, the middle and the greatest of some values.
 *
 * @param minimum the least
 * @param median the middle one; of an even number, the mean of the middle two
 * @param maximum the greatest
 */
public record Spread(double minimum, double median, double maximum) {
  /**
   * The spread of values.
   *
   * @throws IllegalArgumentException where there are none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
