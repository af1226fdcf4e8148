package io.shopfunnel.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartStreakTest {
  private static final Instant START = Instant.parse("2019-12-01T00:00:00Z");

  @Test
  void aServiceThatKeepsDyingIsLeftAloneForLongerAndAtLastGivenUp() {
    RestartStreak streak = RestartStreak.begin(START);
    Duration before = Duration.ZERO;
    Instant now = START;
    for (int i = 0; i < RestartStreak.MOST; i++) {
      streak = streak.ended(now);
      assertThat(streak.isHopeless()).isFalse();
      assertThat(streak.pause()).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(seconds(30));
      before = streak.pause();
      now = now.plus(streak.pause());
      streak = streak.startedAgain(now);
    }
    assertThat(before).isEqualTo(seconds(30));
    assertThat(streak.ended(now.plusSeconds(59)).isHopeless()).isTrue();
  }

  @Test
  void aMinuteOfLifeEndsTheStreak() {
    RestartStreak streak = RestartStreak.begin(START).startedAgain(START).startedAgain(START);
    assertThat(streak.ended(START.plusSeconds(59)).length()).isEqualTo(2);
    assertThat(streak.ended(START.plusSeconds(60)).length()).isZero();
  }

  private static Duration seconds(long number) {
    return Duration.ofSeconds(number);
  }
}
