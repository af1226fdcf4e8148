package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.schedule.Disturbance;
import io.shopfunnel.replayer.schedule.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed, and how.
 *
 * @param from only events from this time on (milliseconds since the epoch)
 * @param to only events before this time
 * @param shiftTo the time that the first event is moved to, with all others; null for as they are
 * @param rounds how often to go through the sources; 0 for ever
 * @param disturbance disorder on request
 * @param pace when events are due
 * @param again whether a finished replay is made once more
 * @param maxBadRows how many bad rows are borne
 * @param commitInterval how long events wait for their commit
 */
public record ReplayPlan(
    long from,
    long to,
    @Nullable Long shiftTo,
    int rounds,
    Disturbance disturbance,
    Pace pace,
    boolean again,
    long maxBadRows,
    Duration commitInterval) {

  /** The whole of the sources as they are, once, as fast as it goes. */
  public static final ReplayPlan DEFAULT =
      new ReplayPlan(
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          null,
          1,
          Disturbance.NONE,
          new Pace.Max(),
          false,
          1_000,
          Duration.ofSeconds(1));

  /**
   * What tells replays of one source apart: each selection, and each disorder, has a progress of
   * its own. The pace is no part of it, so it may change when a replay goes on.
   */
  String signature() {
    StringBuilder text = new StringBuilder();
    if (from != Long.MIN_VALUE || to != Long.MAX_VALUE) {
      text.append("|from=").append(from).append("|to=").append(to);
    }
    if (shiftTo != null) {
      text.append("|shifted");
    }
    if (rounds != 1) {
      text.append("|rounds=").append(rounds);
    }
    if (!disturbance.none()) {
      text.append('|').append(disturbance);
    }
    return text.toString();
  }
}
