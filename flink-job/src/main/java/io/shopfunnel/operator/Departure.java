package io.shopfunnel.operator;

import io.shopfunnel.point.PointFinder;
import java.io.Serializable;
import java.time.Duration;

/**
 * When points leave for the database: with the checkpoint that knows them, or at once.
 *
 * @param leadMillis so long after the watermark of the last complete checkpoint a window may end
 *     whose points leave at once; 0 where all wait
 * @param finder finds what has left since the checkpoint that is restored, where that one let
 *     points leave at once
 */
public record Departure(long leadMillis, PointFinder finder) implements Serializable {
  /**
   * More than checkpoints are ever apart while events come as they happen. Where a job catches up,
   * a checkpoint's time is days of events: there points wait, and many versions become one.
   */
  private static final Duration LEAD = Duration.ofHours(6);

  /** With the checkpoint that knows them: a crash leaves nothing behind that must be looked for. */
  public static Departure withCheckpoints(PointFinder finder) {
    return new Departure(0, finder);
  }

  /** At once; a job that is restored finds what had left. */
  public static Departure atOnce(PointFinder finder) {
    return new Departure(LEAD.toMillis(), finder);
  }

  /**
   * Up to which end of a window points leave at once, after a checkpoint at this watermark. Neither
   * before event time has begun nor after its end is there anything to hurry for.
   */
  long limit(long watermark) {
    return leadMillis == 0 || watermark == Long.MIN_VALUE || watermark == Long.MAX_VALUE
        ? PointOutbox.NONE
        : watermark + leadMillis;
  }
}
