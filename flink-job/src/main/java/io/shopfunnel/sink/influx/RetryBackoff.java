package io.shopfunnel.sink.influx;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How long to wait before the next attempt: doubling from the first delay up to the longest, each
 * shortened at random by up to half, so that writers that failed together do not come back
 * together. A pure function of its seed and its arguments' sequence.
 */
final class RetryBackoff {
  /** Beyond this the doubled delay would overflow; the longest delay is reached far earlier. */
  private static final int LARGEST_EXPONENT = 30;

  private final long firstMillis;
  private final long longestMillis;
  private final long giveUpMillis;
  private final RandomGenerator random;

  RetryBackoff(RetryLimits limits, Duration giveUpAfter, long seed) {
    this.firstMillis = Math.max(1, limits.firstDelay().toMillis());
    this.longestMillis = limits.longestDelay().toMillis();
    this.giveUpMillis = giveUpAfter.toMillis();
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * The pause before the next attempt in milliseconds; empty when it is time to give up. The last
   * pause ends when the time is up, so that there is an attempt at the very end.
   *
   * @param failures how many attempts have failed so far, at least 1
   * @param elapsedMillis the time since the first attempt
   */
  OptionalLong pauseMillis(int failures, long elapsedMillis) {
    long left = giveUpMillis - elapsedMillis;
    if (left <= 0) {
      return OptionalLong.empty();
    }
    long doubled = firstMillis << Math.min(failures - 1, LARGEST_EXPONENT);
    long full = Math.min(Math.max(doubled, firstMillis), longestMillis);
    long jittered = full - random.nextLong(full / 2 + 1);
    return OptionalLong.of(Math.min(jittered, left));
  }
}
