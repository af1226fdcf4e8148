package io.shopfunnel.replayer.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
  private static final int ROWS = 100_000;

  @Test
  void disorderStaysWithinItsBoundAndFillsIt() {
    Disturbance disturbance = new Disturbance(30_000, 0, 7_200_000, 0, 7);
    long[] delays = LongStream.range(0, ROWS).map(row -> disturbance.delay("f", row)).toArray();
    assertThat(LongStream.of(delays)).allMatch(delay -> delay >= 0 && delay <= 30_000);
    assertThat(LongStream.of(delays).average().orElse(0)).isBetween(14_500.0, 15_500.0);
    assertThat(disturbance.duplicateDelay("f", 1)).isEqualTo(-1);
  }

  @Test
  void lateEventsAreAsManyAsAskedForAndLaterThanTheDisorder() {
    Disturbance disturbance = new Disturbance(30_000, 0.01, 7_200_000, 0, 7);
    long late =
        LongStream.range(0, ROWS).filter(row -> disturbance.delay("f", row) > 30_000).count();
    assertThat(late).isBetween(900L, 1_100L);
    assertThat(LongStream.range(0, ROWS).map(row -> disturbance.delay("f", row)).max().orElse(0))
        .isBetween(6_500_000L, 7_200_000L);
  }

  @Test
  void duplicatesAreAsManyAsAskedFor() {
    Disturbance disturbance = new Disturbance(0, 0, 0, 0.01, 7);
    long twice =
        LongStream.range(0, ROWS).filter(row -> disturbance.duplicateDelay("f", row) >= 0).count();
    assertThat(twice).isBetween(900L, 1_100L);
    assertThat(disturbance.delay("f", 3)).isZero();
  }

  @Test
  void theSameSeedGivesTheSameDisorderAndAnotherAnother() {
    Disturbance one = new Disturbance(30_000, 0.01, 7_200_000, 0.01, 7);
    Disturbance same = new Disturbance(30_000, 0.01, 7_200_000, 0.01, 7);
    Disturbance other = new Disturbance(30_000, 0.01, 7_200_000, 0.01, 8);
    assertThat(LongStream.range(0, 1_000).map(r -> one.delay("f", r)).toArray())
        .isEqualTo(LongStream.range(0, 1_000).map(r -> same.delay("f", r)).toArray())
        .isNotEqualTo(LongStream.range(0, 1_000).map(r -> other.delay("f", r)).toArray())
        .isNotEqualTo(LongStream.range(0, 1_000).map(r -> one.delay("g", r)).toArray());
  }
}
