package io.shopfunnel.replayer.generate;

/**
 * How often the thing of a rank is asked for: a power law that is flat among the first ranks and,
 * where it has a cut-off, falls faster among the last (Zipf and Mandelbrot's law).
 *
 * @param offset among how many of the first ranks interest is still nearly even
 * @param exponent how steeply it falls after them
 * @param cutOff the rank from which it falls exponentially
 */
record Popularity(double offset, double exponent, double cutOff) {

  /** Weights of so many ranks, the first the greatest; they are not normalised. */
  double[] weights(int count) {
    double[] weights = new double[count];
    for (int rank = 0; rank < count; rank++) {
      weights[rank] = StrictMath.pow(rank + offset, -exponent) * StrictMath.exp(-rank / cutOff);
    }
    return weights;
  }
}
