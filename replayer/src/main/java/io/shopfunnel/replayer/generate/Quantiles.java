package io.shopfunnel.replayer.generate;

/**
 * A distribution of whole numbers as a table of its quantiles: a draw is one look-up. The table is
 * worked out with {@link StrictMath}, so that it is the same on any machine.
 */
final class Quantiles {
  private static final int SIZE = 1 << 12;

  private final int[] values;

  private Quantiles(int[] values) {
    this.values = values;
  }

  /**
   * A log-normal distribution, rounded down and held within bounds.
   *
   * @param median its median before rounding
   * @param sigma the standard deviation of its logarithm
   */
  static Quantiles logNormal(double median, double sigma, int least, int most) {
    int[] values = new int[SIZE];
    double mu = StrictMath.log(median);
    for (int i = 0; i < SIZE; i++) {
      double value = StrictMath.exp(mu + sigma * normalQuantile((i + 0.5) / SIZE));
      values[i] = (int) Math.max(least, Math.min(most, value));
    }
    return new Quantiles(values);
  }

  int draw(Dice dice) {
    return values[dice.below(SIZE)];
  }

  /** The inverse of the normal distribution, good to 4.5e-4 (Abramowitz and Stegun, 26.2.23). */
  static double normalQuantile(double probability) {
    double tail = Math.min(probability, 1 - probability);
    double t = StrictMath.sqrt(-2 * StrictMath.log(tail));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    double quantile = t - above / below;
    return probability < 0.5 ? -quantile : quantile;
  }
}
