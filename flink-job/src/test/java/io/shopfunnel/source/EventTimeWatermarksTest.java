package io.shopfunnel.source;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.funnel.TestingEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeWatermarksTest {
  private static final Duration DISORDER = Duration.ofSeconds(60);
  private static final Duration IDLENESS = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final LeapRule LEAPS = new LeapRule(Duration.ofHours(1), 2);
  private static final long NONE = Long.MIN_VALUE;

  private final ManualClock clock = new ManualClock(1);
  private final Partition live = new Partition(EventTimeWatermarks.live(DISORDER, LEAPS, IDLENESS));
  private final Partition bounded = new Partition(EventTimeWatermarks.bounded(DISORDER, LEAPS));

  /** A partition as Flink's source sees it. */
  private final class Partition implements WatermarkOutput {
    private final WatermarkGenerator<EventBatch> generator;
    private final TimestampAssigner<EventBatch> timestamps;
    private final List<Long> watermarks = new ArrayList<>();
    private boolean idle;

    Partition(WatermarkStrategy<EventBatch> strategy) {
      generator = strategy.createWatermarkGenerator(new Context());
      timestamps = strategy.createTimestampAssigner(new Context());
    }

    void brings(EventBatch batch) {
      generator.onEvent(batch, timestamps.extractTimestamp(batch, 0), this);
    }

    /** The watermark after so long. */
    long after(Duration pause) {
      clock.advanceTime(pause);
      generator.onPeriodicEmit(this);
      return watermarks.isEmpty() ? NONE : watermarks.get(watermarks.size() - 1);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark.getTimestamp());
      idle = false;
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {
      idle = false;
    }
  }

  private final class Context
      implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  /** Events of two users, as many as there must be witnesses. */
  private static EventBatch eventsAt(String time) {
    return TestingRecords.batch(draft(time, 1), draft(time, 2));
  }

  private static EventBatch eventAt(String time, long user) {
    return TestingRecords.batch(draft(time, user));
  }

  private static EventDraft draft(String time, long user) {
    EventDraft event = new EventDraft();
    event.set(event(at(time), EventType.VIEW, user, "s1", 1, null, null, 100, 1));
    return event;
  }

  private static EventBatch deadLetterAt(long timestamp) {
    return new EventBatch(
        new EventBlock(0),
        List.of(new DeadLetter(null, null, "shop-events", 0, 1, timestamp, "", "is no JSON")));
  }

  @Test
  void theWatermarkIsBehindTheYoungestEventByTheDisorder() {
    for (Partition partition : List.of(live, bounded)) {
      partition.brings(eventsAt("10:05"));
      partition.brings(eventsAt("10:04"));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(at("10:04") - 1);
    }
  }

  @Test
  void deadLettersMoveNoWatermark() {
    for (Partition partition : List.of(live, bounded)) {
      partition.brings(eventsAt("10:05"));
      partition.brings(deadLetterAt(at("23:00")));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(at("10:04") - 1);
    }
  }

  @Test
  void aPartitionThatBringsNothingBecomesIdleAndAnEventWakesIt() {
    live.after(Duration.ZERO);
    live.after(IDLENESS.plusMillis(1));
    assertThat(live.idle).isTrue();
    live.brings(eventsAt("10:05"));
    assertThat(live.idle).isFalse();
    assertThat(live.after(GRACE)).isEqualTo(at("10:04") - 1);
    assertThat(live.idle).isFalse();
  }

  /** Otherwise the one that is read first would make late what the other is about to bring. */
  @Test
  void aPartitionThatWakesHoldsTimeForThoseThatWakeWithIt() {
    live.after(Duration.ZERO);
    live.after(IDLENESS.plusMillis(1));
    live.brings(eventsAt("10:05"));
    long shown = live.after(Duration.ZERO);
    assertThat(shown).isGreaterThan(NONE).isLessThan(at("10:04") - 1);
    live.brings(eventsAt("11:00"));
    assertThat(live.after(GRACE.minusMillis(1))).isEqualTo(shown);
    assertThat(live.after(Duration.ofMillis(1))).isEqualTo(at("10:59") - 1);
  }

  @Test
  void aPartitionThatWasNotAsleepHoldsNoTime() {
    live.after(IDLENESS);
    live.brings(eventsAt("10:05"));
    assertThat(live.after(Duration.ZERO)).isEqualTo(at("10:04") - 1);
  }

  /** As Flink heeds no channel whose watermark is behind what is out. */
  @ParameterizedTest
  @CsvSource({"10:05, 10:04, 12:10, 12:09", "10:04, 10:05, 12:09, 12:10"})
  void partitionsThatSleepAndWakeTogetherBeginFromOneInstant(
      String ofOne, String ofOther, String thenOfOne, String thenOfOther) {
    Partition other = new Partition(EventTimeWatermarks.live(DISORDER, LEAPS, IDLENESS));
    clock.advanceTime(IDLENESS.plusMillis(1));
    live.brings(eventsAt(ofOne));
    other.brings(eventsAt(ofOther));
    assertThat(other.watermarks).isEqualTo(live.watermarks).hasSize(1);
    clock.advanceTime(IDLENESS.plusMillis(1));
    live.brings(eventsAt(thenOfOne));
    other.brings(eventsAt(thenOfOther));
    assertThat(other.watermarks).isEqualTo(live.watermarks).hasSize(2);
    assertThat(live.watermarks.get(1)).isLessThan(at("12:08"));
  }

  @Test
  void aPartitionThatWakesBehindItsTimeMovesItNot() {
    live.brings(eventsAt("10:05"));
    live.after(Duration.ZERO);
    live.after(IDLENESS.plusMillis(1));
    live.brings(eventsAt("10:00"));
    assertThat(live.watermarks).containsOnly(at("10:04") - 1);
    assertThat(live.after(GRACE)).isEqualTo(at("10:04") - 1);
  }

  @Test
  void anEventFarAheadMovesNoWatermarkBeforeAnotherUserHasFollowed() {
    for (Partition partition : List.of(live, bounded)) {
      partition.brings(eventsAt("10:05"));
      partition.brings(eventAt("16:00", 1));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(at("10:04") - 1);
      partition.brings(eventAt("16:02", 2));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(at("15:59") - 1);
    }
  }

  @Test
  void aPartitionHasNoWatermarkBeforeItsTimeHasBegun() {
    for (Partition partition : List.of(live, bounded)) {
      partition.brings(eventAt("10:05", 1));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(NONE);
      partition.brings(eventAt("10:05", 2));
      assertThat(partition.after(Duration.ZERO)).isEqualTo(at("10:04") - 1);
    }
  }

  /** Otherwise one user after a gap, or one wrong clock, would stop the time of all partitions. */
  @Test
  void aPartitionWhereAllThatComesWaitsForWitnessesBecomesIdle() {
    live.brings(eventsAt("10:05"));
    live.after(Duration.ZERO);
    for (int second = 0; second < 31; second++) {
      assertThat(live.idle).isFalse();
      live.brings(eventAt("16:00", 1));
      live.after(Duration.ofSeconds(1));
    }
    live.after(Duration.ofSeconds(1));
    assertThat(live.idle).isTrue();
    live.brings(eventAt("16:00", 2));
    assertThat(live.after(GRACE)).isEqualTo(at("15:59") - 1);
    assertThat(live.idle).isFalse();
  }

  @Test
  void aPartitionThatBringsDeadLettersOnlyBecomesIdle() {
    live.after(Duration.ZERO);
    for (int second = 0; second < 31; second++) {
      assertThat(live.idle).isFalse();
      live.brings(deadLetterAt(at("10:00")));
      live.after(Duration.ofSeconds(1));
    }
    assertThat(live.idle).isTrue();
  }

  @Test
  void inABackfillNoPartitionIsIdle() {
    bounded.after(Duration.ZERO);
    bounded.after(Duration.ofDays(1));
    assertThat(bounded.idle).isFalse();
  }
}
