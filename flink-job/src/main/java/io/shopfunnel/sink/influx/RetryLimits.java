package io.shopfunnel.sink.influx;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an InfluxDB that does not answer is waited for.
 *
 * @param firstDelay the pause after the first failure (default 100 ms); it doubles from there
 * @param longestDelay the longest pause (default 10 s)
 * @param giveUpAfter when a batch that cannot be written fails the job (default 10 min)
 * @param giveUpAtOpenAfter when a server that is not there at the start fails the job (default 30
 *     s)
 */
public record RetryLimits(
    Duration firstDelay, Duration longestDelay, Duration giveUpAfter, Duration giveUpAtOpenAfter)
    implements Serializable {
  /** 100 ms, doubling up to 10 s; 10 min for a batch and 30 s at the start. */
  public static final RetryLimits DEFAULT =
      new RetryLimits(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30));

  /** The same limits with another time after which a batch is given up. */
  public RetryLimits withGiveUpAfter(Duration duration) {
    return new RetryLimits(firstDelay, longestDelay, duration, giveUpAtOpenAfter);
  }

  /** The same limits with another time after which a server that is not there is given up. */
  public RetryLimits withGiveUpAtOpenAfter(Duration duration) {
    return new RetryLimits(firstDelay, longestDelay, giveUpAfter, duration);
  }
}
