package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {
  private static final Duration GIVE_UP = Duration.ofMinutes(10);

  @Test
  void doublesUpToTheLongestDelayAndShortensByAtMostHalf() {
    RetryBackoff backoff = backoff(1);
    for (int failures = 1; failures <= 200; failures++) {
      long full = Math.min(10_000, 100L << Math.min(failures - 1, 20));
      assertThat(backoff.pauseMillis(failures, 0).getAsLong()).isBetween(full - full / 2, full);
    }
  }

  @Test
  void doesNotOverflowAfterManyFailures() {
    assertThat(backoff(2).pauseMillis(Integer.MAX_VALUE, 0).getAsLong()).isBetween(5_000L, 10_000L);
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(pauses(7)).containsExactly(pauses(7)).isNotEqualTo(pauses(8));
  }

  @Test
  void endsTheLastPauseWhenTheTimeIsUp() {
    assertThat(backoff(1).pauseMillis(50, GIVE_UP.toMillis() - 3)).hasValue(3);
  }

  @Test
  void givesUpWhenTheTimeIsUp() {
    assertThat(backoff(1).pauseMillis(50, GIVE_UP.toMillis())).isEmpty();
    assertThat(new RetryBackoff(RetryLimits.DEFAULT, Duration.ZERO, 1).pauseMillis(1, 0)).isEmpty();
  }

  private static long[] pauses(long seed) {
    RetryBackoff backoff = backoff(seed);
    return IntStream.rangeClosed(1, 20)
        .mapToLong(failures -> backoff.pauseMillis(failures, 0).getAsLong())
        .flatMap(LongStream::of)
        .toArray();
  }

  private static RetryBackoff backoff(long seed) {
    return new RetryBackoff(RetryLimits.DEFAULT, GIVE_UP, seed);
  }
}
