package io.shopfunnel.replayer.generate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The visits that go on, by the second of their next event: a wheel of one list a second, in which
 * every step takes the same short time. A visit must not pause for longer than the wheel turns.
 */
final class OpenVisits {
  private static final int SECONDS = 1 << 17;

  private final @Nullable PlannedVisit[] first = new PlannedVisit[SECONDS];
  private final @Nullable PlannedVisit[] last = new PlannedVisit[SECONDS];
  private final ArrayDeque<PlannedVisit> unused = new ArrayDeque<>();

  PlannedVisit fresh() {
    PlannedVisit visit = unused.poll();
    return visit == null ? new PlannedVisit() : visit;
  }

  /** Waits for the visit's next event, or keeps it for another visit where it has none. */
  void put(PlannedVisit visit) {
    if (!visit.hasNext()) {
      unused.push(visit);
      return;
    }
    int slot = visit.nextTime() & (SECONDS - 1);
    PlannedVisit before = last[slot];
    if (before == null) {
      first[slot] = visit;
    } else {
      before.follower = visit;
    }
    last[slot] = visit;
    visit.follower = null;
  }

  /** Takes the visits that have an event in this second, as a chain of followers. */
  @Nullable PlannedVisit take(int second) {
    int slot = second & (SECONDS - 1);
    PlannedVisit chain = first[slot];
    first[slot] = null;
    last[slot] = null;
    return chain;
  }
}
