package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of one partition: the greatest event time that is believed. One wrong clock does not
 * move it. An event that is further ahead than the greatest leap waits; when as many different
 * users have one waiting as there must be witnesses, time leaps to the earliest of these events, as
 * all of those users have come at or beyond it. Before time has begun, every event is such a leap.
 *
 * <p>What waits is bounded: one event for each user, the furthest, and always of fewer users than
 * there must be witnesses. It waits no more when time has passed it, or has gone on without it by
 * more than the greatest leap: so wrong clocks, some today and one next week, bear no witness for
 * each other.
 *
 * <p>It is in no checkpoint: after a restart time begins anew, by what is read then.
 */
final class PartitionTime {
  /** Far enough before all events that no sum or difference leaves the range. */
  private static final long NOT_BEGUN = Long.MIN_VALUE / 2;

  private final long maxLeap;
  private final int witnessesNeeded;
  private final List<Witness> waiting = new ArrayList<>();
  private long time = NOT_BEGUN;

  /**
   * An event that waits.
   *
   * @param since the partition's time when it came
   */
  private record Witness(long user, long eventTime, long since) {}

  PartitionTime(LeapRule rule) {
    this.maxLeap = rule.maxLeap().toMillis();
    this.witnessesNeeded = rule.witnesses();
  }

  /** Whether there is a time yet. */
  boolean hasBegun() {
    return time != NOT_BEGUN;
  }

  /** The time, in milliseconds since the epoch. */
  long now() {
    return time;
  }

  /**
   * Follows a batch.
   *
   * @return whether time may rest on any of its events; not so where all of them wait
   */
  boolean follow(EventBatch batch) {
    long greatest = batch.greatestTime();
    if (greatest > time + maxLeap) {
      return followEach(batch.events());
    }
    time = Math.max(time, greatest);
    return batch.events().size() > 0;
  }

  private boolean followEach(EventBlock events) {
    boolean believed = false;
    for (int i = 0; i < events.size(); i++) {
      long eventTime = events.time(i);
      if (eventTime <= time + maxLeap) {
        time = Math.max(time, eventTime);
        believed = true;
      } else {
        believed |= leaps(eventTime, events.userId(i));
      }
    }
    return believed;
  }

  /** Has an event wait; tells whether time has leapt, now that it has come. */
  private boolean leaps(long eventTime, long user) {
    waiting.removeIf(witness -> witness.eventTime <= time || witness.since < time - maxLeap);
    long furthest = eventTime;
    for (Witness witness : waiting) {
      if (witness.user == user) {
        furthest = Math.max(furthest, witness.eventTime);
      }
    }
    waiting.removeIf(witness -> witness.user == user);
    waiting.add(new Witness(user, furthest, time));
    if (waiting.size() < witnessesNeeded) {
      return false;
    }
    time = waiting.stream().mapToLong(Witness::eventTime).min().orElseThrow();
    waiting.removeIf(witness -> witness.eventTime == time);
    waiting.replaceAll(witness -> new Witness(witness.user, witness.eventTime, time));
    return true;
  }
}
