package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.csv.SourcePosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How often the sources are gone through, and by how much each round's times are moved. */
final class Rounds {
  private static final long SECOND = 1_000;
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  /** What an {@link EventClock} shows that has seen no event. */
  private static final long NONE = Long.MIN_VALUE;

  private final List<Part> parts;
  private final ReplayPlan plan;
  private boolean finished;

  Rounds(List<Part> parts, ReplayPlan plan) {
    this.parts = parts;
    this.plan = plan;
  }

  /** Works out the shift of a replay that begins; one that goes on keeps its own. */
  void begin() throws InputMistake, IOException {
    Long target = plan.shiftTo();
    boolean goesOn =
        parts.stream().anyMatch(part -> !part.progress().position().equals(SourcePosition.START));
    if (target == null || goesOn || parts.get(0).progress().round() > 0) {
      return;
    }
    long shift = (target - firstTime()) / SECOND * SECOND;
    for (Part part : parts) {
      part.progress(at(part.progress(), 0, shift, SourcePosition.START, false));
    }
  }

  private long firstTime() throws InputMistake, IOException {
    long first = Long.MAX_VALUE;
    for (Part part : parts) {
      long time = part.source().firstEventTime();
      first = time < 0 ? first : Math.min(first, time);
    }
    return Math.max(first, plan.from());
  }

  /**
   * Ends a round: either all is done, or the next one begins, later by whole days, so that the
   * day's rhythm goes on. After a round without any event none begins.
   *
   * @param lastTime the greatest event time of the round, or of what was left of it
   */
  void roundEnded(long lastTime) throws InputMistake, IOException {
    Progress ended = parts.get(0).progress();
    int round = ended.round() + 1;
    boolean lastRound = plan.rounds() > 0 && round >= plan.rounds();
    // Whoever goes on at the end of a round meets no event in it.
    long last = lastRound || lastTime != NONE ? lastTime : lastTimeOfWholeRound();
    finished = lastRound || last == NONE;
    long shift = ended.shift();
    long next = finished ? shift : shift + span(last - shift);
    for (Part part : parts) {
      Progress old = part.progress();
      part.progress(
          finished
              ? at(old, old.round(), shift, old.position(), true)
              : at(old, round, next, SourcePosition.START, false));
    }
  }

  private long lastTimeOfWholeRound() throws InputMistake, IOException {
    List<Part> whole = new ArrayList<>();
    for (Part part : parts) {
      Progress old = part.progress();
      Progress start = at(old, old.round(), old.shift(), SourcePosition.START, false);
      whole.add(new Part(part.source(), part.key(), start));
    }
    try (RowFeed feed = RowFeed.open(whole, plan)) {
      Dispatch next = feed.next();
      while (next != null) {
        next = feed.next();
      }
      return feed.clock().now();
    }
  }

  private long span(long lastTime) throws InputMistake, IOException {
    long span = Math.max(0, lastTime - firstTime()) + SECOND;
    return (span + DAY - 1) / DAY * DAY;
  }

  boolean finished() {
    return finished;
  }

  private static Progress at(
      Progress old, int round, long shift, SourcePosition position, boolean done) {
    return new Progress(
        old.size(), old.fingerprint(), old.run(), round, position, "", old.bad(), shift, done);
  }
}
