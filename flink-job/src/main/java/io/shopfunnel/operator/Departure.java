package io.shopfunnel.operator;

import io.shopfunnel.point.PointFinder;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When points leave for the database: with the checkpoint that knows them, or at once.
 *
 * @param leadMillis so long after the watermark of the last complete checkpoint a window may end
 *     whose points leave at once; 0 where all wait
 * @param finder finds what has left since the checkpoint that is restored; null where all wait
 */
public record Departure(long leadMillis, @Nullable PointFinder finder) implements Serializable {
  /**
   * More than checkpoints are ever apart while events come as they happen. Where a job catches up,
   * a checkpoint's time is days of events: there points wait, and many versions become one.
   */
  private static final Duration LEAD = Duration.ofHours(6);

  /** With the checkpoint that knows them: a crash leaves nothing behind that must be looked for. */
  public static Departure withCheckpoints() {
    return new Departure(0, null);
  }

  /** At once; a job that is restored finds what had left. */
  public static Departure atOnce(PointFinder finder) {
    return new Departure(LEAD.toMillis(), finder);
  }

  /** Up to which end of a window points leave at once, after a checkpoint at this watermark. */
  long limit(long watermark) {
    return finder == null || watermark == Long.MIN_VALUE
        ? PointOutbox.NONE
        : watermark + Math.min(leadMillis, Long.MAX_VALUE - Math.max(0, watermark));
  }
}
