package io.shopfunnel.source;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.funnel.TestingEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.EventType;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTimeTest {
  private static final Duration MAX_LEAP = Duration.ofHours(1);

  private PartitionTime time = begunAtTen(3);

  private static PartitionTime notBegun(int witnesses) {
    return new PartitionTime(new LeapRule(MAX_LEAP, witnesses));
  }

  private static PartitionTime begunAtTen(int witnesses) {
    PartitionTime time = notBegun(witnesses);
    for (int user = 1; user <= witnesses; user++) {
      time.follow(batch(new Come(user, at("10:00"))));
    }
    assertThat(time.now()).isEqualTo(at("10:00"));
    return time;
  }

  private record Come(long user, long time) {}

  private static EventBatch batch(Come... events) {
    EventDraft draft = new EventDraft();
    EventBlock block = new EventBlock(0);
    for (Come come : events) {
      draft.set(event(come.time, EventType.VIEW, come.user, "s1", 1, null, null, 100, 1));
      block.add(draft);
    }
    return new EventBatch(block, List.of());
  }

  private boolean comes(long user, String clock) {
    return comes(user, at(clock));
  }

  private boolean comes(long user, long eventTime) {
    return time.follow(batch(new Come(user, eventTime)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anEventAtTheEndOfTheGreatestLeapMovesTimeByItself(int witnesses) {
    time = begunAtTen(witnesses);
    assertThat(comes(9, "11:00:00")).isTrue();
    assertThat(time.now()).isEqualTo(at("11:00:00"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void oneSecondFurtherItTakesAsManyUsersAsThereMustBeWitnesses(int witnesses) {
    time = begunAtTen(witnesses);
    for (int user = 1; user < witnesses; user++) {
      assertThat(comes(user, "11:00:01")).isFalse();
      assertThat(time.now()).isEqualTo(at("10:00"));
    }
    assertThat(comes(witnesses, "11:00:01")).isTrue();
    assertThat(time.now()).isEqualTo(at("11:00:01"));
  }

  @Test
  void oneUserIsOneWitnessHoweverManyEventsThereAre() {
    for (int second = 10; second < 60; second++) {
      assertThat(comes(7, "16:00:" + second)).isFalse();
      assertThat(comes(8, "16:00:" + second)).isFalse();
    }
    assertThat(time.now()).isEqualTo(at("10:00"));
  }

  @Test
  void timeLeapsToTheEarliestOfTheWitnessesFurthestEvents() {
    comes(7, "16:00:05");
    comes(8, at("2150-01-01", "00:00"));
    comes(7, "16:00:02");
    assertThat(comes(9, "17:30")).isTrue();
    assertThat(time.now()).isEqualTo(at("16:00:05"));
    // The two that are further ahead still wait, and need one more user beyond them.
    assertThat(comes(7, "17:05:06")).isTrue();
    assertThat(time.now()).isEqualTo(at("17:05:06"));
  }

  @Test
  void whoWaitsBeyondALeapIsAWitnessOfTheNext() {
    comes(7, "16:00");
    comes(8, "20:00");
    comes(9, "20:01");
    assertThat(time.now()).isEqualTo(at("16:00"));
    comes(7, "20:02");
    assertThat(time.now()).isEqualTo(at("20:00"));
  }

  @Test
  void eventsInTimeGoOnMovingTimeWhileOthersWait() {
    comes(7, at("2150-01-01", "00:00"));
    assertThat(comes(8, "10:30")).isTrue();
    assertThat(comes(9, "09:30")).isTrue();
    assertThat(time.now()).isEqualTo(at("10:30"));
  }

  /** One who waited at 11:30 until time had come to 11:40 says nothing about 16:00. */
  @Test
  void whatTimeHasPassedBearsNoWitness() {
    comes(7, "11:30");
    comes(1, "10:50");
    comes(1, "11:40");
    comes(8, "16:00");
    comes(9, "16:00");
    assertThat(time.now()).isEqualTo(at("11:40"));
    comes(1, "16:00");
    assertThat(time.now()).isEqualTo(at("16:00"));
  }

  @Test
  void wrongClocksBearNoWitnessForEachOtherWhenTimeHasGoneOnBetweenThem() {
    for (long user = 100; user < 200; user++) {
      comes(user, at("2150-01-01", "00:00") + user);
      comes(1, time.now() + MAX_LEAP.toMillis() / 2);
      comes(1, time.now() + MAX_LEAP.toMillis() / 2 + 1_000);
    }
    assertThat(time.now()).isEqualTo(at("10:00") + 100 * (MAX_LEAP.toMillis() + 1_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void timeBeginsWhenAsManyUsersHaveComeAsThereMustBeWitnesses(int witnesses) {
    time = notBegun(witnesses);
    for (int user = 1; user < witnesses; user++) {
      assertThat(comes(user, "10:00")).isFalse();
      assertThat(time.hasBegun()).isFalse();
    }
    assertThat(comes(witnesses, "10:01")).isTrue();
    assertThat(time.hasBegun()).isTrue();
    assertThat(time.now()).isEqualTo(at(witnesses == 1 ? "10:01" : "10:00"));
  }

  @Test
  void aWrongFirstEventDoesNotBeginTime() {
    time = notBegun(3);
    comes(1, at("2150-01-01", "00:00"));
    comes(2, "10:00");
    comes(3, "10:01");
    assertThat(time.now()).isEqualTo(at("10:00"));
    comes(4, "10:02");
    assertThat(time.now()).isEqualTo(at("10:02"));
  }

  @Test
  void aFirstEventFarInThePastHoldsTimeBackOnlyUntilThreeUsersHaveCome() {
    time = notBegun(3);
    comes(1, at("2001-01-01", "00:00"));
    comes(2, "10:00");
    comes(3, "10:01");
    assertThat(time.now()).isEqualTo(at("2001-01-01", "00:00"));
    comes(4, "10:02");
    assertThat(time.now()).isEqualTo(at("10:00"));
  }

  @Test
  void aBatchIsFollowedEventByEvent() {
    boolean believed =
        time.follow(
            batch(
                new Come(7, at("2150-01-01", "00:00")),
                new Come(1, at("10:40")),
                new Come(2, at("11:20")),
                new Come(3, at("12:00"))));
    assertThat(believed).isTrue();
    assertThat(time.now()).isEqualTo(at("12:00"));
    assertThat(time.follow(batch())).isFalse();
  }

  /** Gaps, disorder, one user with a wrong clock, and a restart somewhere. */
  @Test
  void oneWrongClockNeverMovesTimePastTheRightOnesWhereverTimeBeginsAnew() {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int run = 0; run < 2_000; run++) {
      int witnesses = 2 + random.nextInt(2);
      int restart = random.nextInt(80);
      time = notBegun(witnesses);
      long right = at("10:00");
      for (int i = 0; i < 80; i++) {
        if (i == restart) {
          time = notBegun(witnesses);
        }
        if (random.nextInt(4) == 0) {
          comes(99, right + MAX_LEAP.toMillis() + 1_000 + random.nextLong(100 * 3_600_000L));
        } else {
          boolean gap = random.nextInt(20) == 0;
          right += random.nextLong(gap ? 8 * 3_600_000L : 600_000L);
          comes(random.nextInt(6), right - random.nextLong(60_000));
        }
        assertThat(time.now()).as("seed %d, run %d", seed, run).isLessThanOrEqualTo(right);
      }
      for (int user = 0; user < 6; user++) {
        comes(user, right);
      }
      assertThat(time.now()).as("seed %d, run %d", seed, run).isEqualTo(right);
    }
  }
}
