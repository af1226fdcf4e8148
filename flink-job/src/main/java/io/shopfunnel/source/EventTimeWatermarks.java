package io.shopfunnel.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;

/**
 * The watermark strategy: for each Kafka partition, the greatest event time so far less the
 * greatest disorder that is expected. Dead letters move no watermark, whatever time they carry, and
 * keep no partition from being idle.
 */
public final class EventTimeWatermarks {
  private static final String ALIGNMENT_GROUP = "shop-events";
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(200);

  /**
   * The lead of one partition over another, in event time. Events in the lead wait in state, so
   * less is better; but a backfill passes an hour of event time between two alignments.
   */
  private static final Duration ALIGNMENT_DRIFT = Duration.ofHours(1);

  private EventTimeWatermarks() {}

  /**
   * The strategy for a bounded backfill: without idleness, because a partition that is read slowly
   * is not idle, and its events must not become late.
   *
   * @param maxOutOfOrderness how much later than a younger event an older one of the same partition
   *     may come
   */
  public static WatermarkStrategy<EventBatch> bounded(Duration maxOutOfOrderness) {
    long bound = maxOutOfOrderness.toMillis();
    return strategy(context -> new Generator(bound));
  }

  /**
   * The strategy for live events.
   *
   * @param maxOutOfOrderness as for {@link #bounded}
   * @param idleness after how long without events a partition no longer holds the others back
   */
  public static WatermarkStrategy<EventBatch> live(Duration maxOutOfOrderness, Duration idleness) {
    long bound = maxOutOfOrderness.toMillis();
    return strategy(
        context ->
            new WatermarksWithIdleness<>(
                new Generator(bound), idleness, context.getInputActivityClock()));
  }

  private static WatermarkStrategy<EventBatch> strategy(
      WatermarkGeneratorSupplier<EventBatch> generators) {
    return WatermarkStrategy.<EventBatch>forGenerator(
            context -> new EventsOnly(generators.createWatermarkGenerator(context)))
        .withTimestampAssigner((batch, recordTime) -> batch.greatestTime())
        .withWatermarkAlignment(ALIGNMENT_GROUP, ALIGNMENT_DRIFT, ALIGNMENT_INTERVAL);
  }

  /**
   * Keeps dead letters from the generator. It goes around idleness too, as {@link
   * WatermarkStrategy#withIdleness} would not: a partition that brings nothing else has no time,
   * and would stop the time of all.
   */
  private record EventsOnly(WatermarkGenerator<EventBatch> generator)
      implements WatermarkGenerator<EventBatch> {
    @Override
    public void onEvent(EventBatch batch, long timestamp, WatermarkOutput output) {
      if (batch.events().size() > 0) {
        generator.onEvent(batch, timestamp, output);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      generator.onPeriodicEmit(output);
    }
  }

  private static final class Generator implements WatermarkGenerator<EventBatch> {
    private final long maxOutOfOrderness;
    private long greatest;

    private Generator(long maxOutOfOrderness) {
      this.maxOutOfOrderness = maxOutOfOrderness;
      this.greatest = Long.MIN_VALUE + maxOutOfOrderness + 1;
    }

    @Override
    public void onEvent(EventBatch batch, long timestamp, WatermarkOutput output) {
      greatest = Math.max(greatest, batch.greatestTime());
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(greatest - maxOutOfOrderness - 1));
    }
  }
}
