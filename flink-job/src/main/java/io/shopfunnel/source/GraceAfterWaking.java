package io.shopfunnel.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Has a partition that wakes hold time for a moment. When all have been idle and events come to all
 * at once, one partition is read first; alone it would move time past what the others are about to
 * bring, by hours if events come faster than they happened.
 *
 * <p>On waking it shows that it is there by a watermark that lies before its first events: that of
 * the roundest instant since its time, by which is meant the one with the most zeros at its end in
 * binary. It is the same for all partitions that fell asleep at about the same time and wake at
 * about the same time, and must be, as Flink heeds no channel whose watermark is behind that which
 * is out. Where time has not begun it is the beginning of 1970.
 */
final class GraceAfterWaking implements WatermarkGenerator<EventBatch> {
  /**
   * Long enough for what was written to other partitions at the same moment to be read. With 3 s
   * some was late when three jobs woke on two busy cores; the wait is the likely cause.
   */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final WatermarkGenerator<EventBatch> generator;
  private final PartitionTime time;
  private final long maxOutOfOrderness;
  private final long idleness;
  private final RelativeClock clock;
  private long lastTime;
  private long lastEventsAt;
  private long heldUntil;

  /**
   * Holds the watermarks of a generator.
   *
   * @param time of the partition, which has followed a batch before this class sees it
   * @param maxOutOfOrderness how much later than a younger event an older one of the same partition
   *     may come
   * @param idleness after how long without events the partition sleeps; the grace is as long, but
   *     ten seconds at most
   * @param clock of the partition; it rests while nobody asks for its events
   */
  GraceAfterWaking(
      WatermarkGenerator<EventBatch> generator,
      PartitionTime time,
      Duration maxOutOfOrderness,
      Duration idleness,
      RelativeClock clock) {
    this.generator = generator;
    this.time = time;
    this.maxOutOfOrderness = maxOutOfOrderness.toMillis();
    this.idleness = idleness.toMillis();
    this.clock = clock;
    this.lastTime = time.now();
    this.lastEventsAt = clock.relativeTimeMillis();
    this.heldUntil = lastEventsAt;
  }

  @Override
  public void onEvent(EventBatch batch, long timestamp, WatermarkOutput output) {
    long now = clock.relativeTimeMillis();
    if (now - lastEventsAt > idleness) {
      heldUntil = now + Math.min(idleness, LONGEST.toMillis());
      long earliest = batch.events().earliestTime();
      if (earliest > lastTime) {
        output.emitWatermark(
            EventTimeWatermarks.watermark(roundest(lastTime, earliest), maxOutOfOrderness));
      }
    }
    lastEventsAt = now;
    lastTime = time.now();
    generator.onEvent(batch, timestamp, output);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (clock.relativeTimeMillis() >= heldUntil) {
      generator.onPeriodicEmit(output);
    }
  }

  /** The number after one and up to the other that has the most zeros at its end in binary. */
  private static long roundest(long after, long upTo) {
    return upTo & -Long.highestOneBit(after ^ upTo);
  }
}
