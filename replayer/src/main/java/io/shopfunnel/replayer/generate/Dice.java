package io.shopfunnel.replayer.generate;

/**
 * A SplitMix64 generator, written out so that a seed means the same numbers on any Java. Its
 * methods use only integer arithmetic and exactly rounded floating point.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** A well mixed number that depends on its argument alone. */
  static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    long number = mix(state);
    state += GOLDEN;
    return number;
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** True this many times in a million. */
  boolean perMillion(int times) {
    return below(1_000_000) < times;
  }

  /** A number in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }
}
