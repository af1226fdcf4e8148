package io.shopfunnel.source;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The watermark strategy: for each Kafka partition, its {@link PartitionTime} less the greatest
 * disorder that is expected. Dead letters and events that wait for witnesses move no watermark,
 * whatever time they carry, and keep no partition from being idle.
 */
public final class EventTimeWatermarks {
  private static final String ALIGNMENT_GROUP = "shop-events";
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(200);

  /**
   * The lead of one live partition over another, in event time. Events in the lead wait in state,
   * so less is better.
   */
  private static final Duration LIVE_DRIFT = Duration.ofHours(1);

  /** The same in a backfill, which passes some hours of event time between two watermarks. */
  private static final Duration BACKFILL_DRIFT = Duration.ofHours(24);

  private EventTimeWatermarks() {}

  /**
   * The strategy for a bounded backfill: without idleness, because a partition that is read slowly
   * is not idle, and its events must not become late.
   *
   * @param maxOutOfOrderness how much later than a younger event an older one of the same partition
   *     may come
   * @param leaps which leaps of time are believed
   */
  public static WatermarkStrategy<EventBatch> bounded(Duration maxOutOfOrderness, LeapRule leaps) {
    return strategy(
        maxOutOfOrderness, leaps, BACKFILL_DRIFT, (generator, time, context) -> generator);
  }

  /**
   * The strategy for live events.
   *
   * @param maxOutOfOrderness as for {@link #bounded}
   * @param leaps as for {@link #bounded}
   * @param idleness after how long without events that move time a partition no longer holds the
   *     others back; when it wakes, it holds time for a moment ({@link GraceAfterWaking})
   */
  public static WatermarkStrategy<EventBatch> live(
      Duration maxOutOfOrderness, LeapRule leaps, Duration idleness) {
    return strategy(
        maxOutOfOrderness,
        leaps,
        LIVE_DRIFT,
        (generator, time, context) -> {
          RelativeClock clock = context.getInputActivityClock();
          return new WatermarksWithIdleness<>(
              new GraceAfterWaking(generator, time, maxOutOfOrderness, idleness, clock),
              idleness,
              clock);
        });
  }

  /** The watermark of a partition's time: no event up to it will come, but for late ones. */
  static Watermark watermark(long time, long maxOutOfOrderness) {
    return new Watermark(time - maxOutOfOrderness - 1);
  }

  private static WatermarkStrategy<EventBatch> strategy(
      Duration maxOutOfOrderness, LeapRule leaps, Duration drift, Idleness idleness) {
    long bound = maxOutOfOrderness.toMillis();
    return WatermarkStrategy.<EventBatch>forGenerator(
            context -> {
              PartitionTime time = new PartitionTime(leaps);
              return new Believed(time, idleness.around(new Emitter(time, bound), time, context));
            })
        .withTimestampAssigner((batch, recordTime) -> batch.greatestTime())
        .withWatermarkAlignment(ALIGNMENT_GROUP, drift, ALIGNMENT_INTERVAL);
  }

  /** Puts around a generator what makes its partition idle. */
  private interface Idleness extends Serializable {
    WatermarkGenerator<EventBatch> around(
        WatermarkGenerator<EventBatch> generator,
        PartitionTime time,
        WatermarkGeneratorSupplier.Context context);
  }

  /**
   * Shows the generator only batches with events on which time may rest. It goes around idleness
   * too, as {@link WatermarkStrategy#withIdleness} would not: a partition that brings nothing else
   * has no time of its own, and would stop the time of all.
   */
  private record Believed(PartitionTime time, WatermarkGenerator<EventBatch> generator)
      implements WatermarkGenerator<EventBatch> {
    @Override
    public void onEvent(EventBatch batch, long timestamp, WatermarkOutput output) {
      if (time.follow(batch)) {
        generator.onEvent(batch, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }

  private record Emitter(PartitionTime time, long maxOutOfOrderness)
      implements WatermarkGenerator<EventBatch> {
    @Override
    public void onEvent(EventBatch batch, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (time.hasBegun()) {
        output.emitWatermark(watermark(time.now(), maxOutOfOrderness));
      }
    }
  }
}
