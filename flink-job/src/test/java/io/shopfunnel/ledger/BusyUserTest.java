package io.shopfunnel.ledger;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.ledger.TestingLedgers.add;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the events of a user who never pauses are applied: counted, not timed. */
class BusyUserTest {
  private static final int EVENTS = 100_000;
  private static final long HOUR = 3_600_000;
  private static final long DISORDER = 60_000;

  /** Counts how often it is shown an event, and sees that it is in order. */
  private static final class Witness implements UserPart {
    long applied;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      applied++;
      assertThat(event.time()).isGreaterThan(words[at]);
      words[at] = event.time();
    }

    @Override
    public long expiry(long[] words, int at) {
      return words[at] + 10 * HOUR;
    }
  }

  private static final class Counted implements Arrivals {
    long accepted;

    @Override
    public void accepted(LedgerEvent event) {
      accepted++;
    }

    @Override
    public void duplicate(LedgerEvent event) {
      throw new AssertionError("no event comes twice");
    }
  }

  private final Witness witness = new Witness();
  private final Counted counted = new Counted();
  private final Tables tables = new Tables(List.of(), new Texts());
  private final LedgerWorker worker = TestingLedgers.worker(witness, tables, counted);
  private final UserLedgers ledgers = UserLedgers.start(Long.MIN_VALUE, tables.texts());
  private long mostBytes;

  private void follow(int lateOneIn) {
    List<ShopEvent> held = new ArrayList<>();
    long watermark = Long.MIN_VALUE;
    for (int row = 1; row <= EVENTS; row++) {
      long time = at("00:00") + row * 1_000L;
      ShopEvent event =
          TestingEvents.event(time, EventType.ofRank(row % 4), 1, null, 1, null, null, 1, row);
      if (lateOneIn > 0 && row % lateOneIn == 0) {
        held.add(event);
      } else {
        add(worker, ledgers, List.of(event), watermark);
      }
      if (!held.isEmpty() && held.get(0).eventTime() + HOUR / 2 < time) {
        add(worker, ledgers, List.of(held.remove(0)), watermark);
      }
      worker.advance(ledgers, watermark, time - DISORDER);
      watermark = time - DISORDER;
      mostBytes = Math.max(mostBytes, ledgers.bytes());
    }
    for (ShopEvent event : held) {
      add(worker, ledgers, List.of(event), watermark);
    }
    worker.advance(ledgers, watermark, Long.MAX_VALUE);
    assertThat(ledgers.size()).isZero();
    assertThat(counted.accepted).isEqualTo(EVENTS);
  }

  /** Once when it comes, and once when it is let go of. */
  @Test
  void anEventInOrderIsAppliedTwiceAtMost() {
    follow(0);
    assertThat(witness.applied).isBetween((long) EVENTS, 2L * EVENTS);
    assertThat(mostBytes)
        .as("the events of an hour and of the disorder, twice over, at 64 bytes, and a segment")
        .isLessThan(2 * 3_660 * 64 + 2 * Arena.SEGMENT_WORDS * 8);
  }

  /**
   * A late event has those of the allowed lateness, twice over at most, taken back and done again.
   */
  @Test
  void aLateEventCostsAsMuchAsTheAllowedLatenessHolds() {
    int lateOneIn = 1_000;
    follow(lateOneIn);
    long late = EVENTS / lateOneIn;
    assertThat(witness.applied).isBetween((long) EVENTS, 2L * EVENTS + late * 2 * 2 * 3_660);
  }

  /** Who comes again within the allowed lateness, each time, never has a pause. */
  @Test
  void ofUsersWhoComeAgainAndAgainNoMoreThanSomeEventsAreKept() {
    int users = 100;
    int rounds = 1_000;
    long watermark = Long.MIN_VALUE;
    for (int round = 0; round < rounds; round++) {
      long time = at("00:00") + round * (HOUR - 10 * DISORDER);
      List<ShopEvent> events = new ArrayList<>();
      for (int user = 1; user <= users; user++) {
        int row = round * users + user;
        events.add(TestingEvents.event(time, EventType.VIEW, user, null, 1, null, null, 1, row));
      }
      add(worker, ledgers, events, watermark);
      worker.advance(ledgers, watermark, time);
      watermark = time;
    }
    assertThat(counted.accepted).isEqualTo((long) users * rounds);
    assertThat(witness.applied).isBetween((long) users * rounds, 2L * users * rounds);
    assertThat(ledgers.bytes())
        .as("64 events of 64 bytes for each user, and two segments")
        .isLessThan(users * 64L * 64 + 2 * Arena.SEGMENT_WORDS * 8);
  }

  /** Counts events of the robot, which looks at product 1, and of others, who look at product 2. */
  private static final class Tally implements UserPart {
    long robot;
    long others;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      if (event.productId() == 1) {
        robot++;
      } else {
        others++;
      }
      words[at] = event.time();
    }

    @Override
    public long expiry(long[] words, int at) {
      return words[at] + 10 * HOUR;
    }
  }

  @Test
  void aMillionEventsOfARobotCostOthersNoEvent() {
    int events = 1_000_000;
    Tally alone = among(events, false);
    Tally together = among(events, true);
    assertThat(alone.robot).isZero();
    assertThat(together.others).isEqualTo(alone.others);
    assertThat(together.robot).isBetween((long) events, 2L * events);
  }

  /** Ten thousand users, whose events are a hundredth of the robot's, in the same key group. */
  private static Tally among(int robots, boolean withRobot) {
    Tables tables = new Tables(List.of(), new Texts());
    Tally tally = new Tally();
    LedgerWorker worker = TestingLedgers.worker(tally, tables, new Counted());
    UserLedgers ledgers = UserLedgers.start(Long.MIN_VALUE, tables.texts());
    long watermark = Long.MIN_VALUE;
    for (int row = 1; row <= robots; row++) {
      long time = at("00:00") + row * 100L;
      if (withRobot) {
        add(worker, ledgers, List.of(view(time, 1, 1, row)), watermark);
      }
      if (row % 100 == 0) {
        add(worker, ledgers, List.of(view(time, 2 + row / 100 % 10_000, 2, row)), watermark);
        worker.advance(ledgers, watermark, time - DISORDER);
        watermark = time - DISORDER;
      }
    }
    worker.advance(ledgers, watermark, Long.MAX_VALUE);
    assertThat(ledgers.size()).isZero();
    return tally;
  }

  private static ShopEvent view(long time, long user, long product, int row) {
    return TestingEvents.event(
        time / 1_000 * 1_000,
        EventType.VIEW,
        user,
        null,
        product,
        null,
        null,
        1,
        2 * row + user % 2);
  }
}
