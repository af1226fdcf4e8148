package io.shopfunnel.replayer.generate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The visits that go on, by the second of their next event: a wheel of one list a second, in which
 * every step takes the same short time. A visit must not pause for longer than the wheel turns.
 */
final class OpenSessions {
  private static final int SECONDS = 1 << 17;

  private final @Nullable PlannedSession[] first = new PlannedSession[SECONDS];
  private final @Nullable PlannedSession[] last = new PlannedSession[SECONDS];
  private final ArrayDeque<PlannedSession> unused = new ArrayDeque<>();

  PlannedSession fresh() {
    PlannedSession session = unused.poll();
    return session == null ? new PlannedSession() : session;
  }

  /** Waits for the session's next event, or keeps it for another visit where it has none. */
  void put(PlannedSession session) {
    if (!session.hasNext()) {
      unused.push(session);
      return;
    }
    int slot = session.nextTime() & (SECONDS - 1);
    PlannedSession before = last[slot];
    if (before == null) {
      first[slot] = session;
    } else {
      before.follower = session;
    }
    last[slot] = session;
    session.follower = null;
  }

  /** Takes the sessions that have an event in this second, as a chain of followers. */
  @Nullable PlannedSession take(int second) {
    int slot = second & (SECONDS - 1);
    PlannedSession chain = first[slot];
    first[slot] = null;
    last[slot] = null;
    return chain;
  }
}
