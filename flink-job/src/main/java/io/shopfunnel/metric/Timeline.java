package io.shopfunnel.metric;

import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The events of one session or user on their way into its ledger. Events wait here until the
 * watermark has passed them, and are then applied in the total order; so neither their order of
 * arrival nor the pace of the watermark shows in any count. Those younger than the allowed lateness
 * are kept: when a late event comes, what followed from them is taken back, and what follows with
 * the late event among them is added.
 */
public final class Timeline {
  private static final int MANY_EVENTS = 256;

  private final TimelineRules rules;

  /** Events ahead of the watermark, or late and not yet applied; in no order. */
  private EventLog waiting = new EventLog();

  /** Applied events that a late one may still come before, in the total order. */
  private EventLog recent = new EventLog();

  /** What follows from the events before {@link #recent}; null where there are none. */
  private @Nullable Ledger settled;

  /** What follows from all applied events by {@link #advancedTo}; null where nothing does. */
  private @Nullable Ledger current;

  private long advancedTo = Long.MIN_VALUE;

  /** A timeline without events. */
  public Timeline(TimelineRules rules) {
    this.rules = rules;
  }

  /** Puts an event in line; {@link #advance} applies it when the watermark has passed it. */
  public void add(ShopEvent event, boolean late) {
    waiting.add(event, late);
  }

  /**
   * Applies what the watermark has passed, and forgets what no late event can touch any more.
   *
   * @param watermark no event up to this time will come any more, but for late ones
   * @param out takes the differences in the tables
   * @param arrivals is told of each event applied for the first time
   */
  public void advance(long watermark, TableDeltas out, Arrivals arrivals) {
    EventLog due = withoutDuplicates(waiting.takeUpTo(watermark), arrivals);
    if (!due.isEmpty()) {
      if (follows(due.event(0))) {
        append(due, out);
      } else {
        amend(due, out);
      }
    }
    if (current == null && settled != null && settled.deadline() <= watermark) {
      current = settled.copy();
    }
    if (current != null) {
      current.advanceTo(watermark, out, 1);
    }
    advancedTo = watermark;
    settle(rules.horizon(watermark));
  }

  /** Whether an event comes after all that events and the passing of time have done so far. */
  private boolean follows(ShopEvent event) {
    return (recent.isEmpty() || ShopEvent.TOTAL_ORDER.compare(recent.last(), event) < 0)
        && (current == null || current.lastTransition() < event.eventTime());
  }

  private EventLog withoutDuplicates(EventLog due, Arrivals arrivals) {
    EventLog fresh = new EventLog();
    for (int i = 0; i < due.size(); i++) {
      ShopEvent event = due.event(i);
      boolean again = i > 0 && ShopEvent.TOTAL_ORDER.compare(due.event(i - 1), event) == 0;
      if (again || recent.contains(event)) {
        arrivals.duplicate(event);
      } else {
        fresh.add(event, due.late(i));
        arrivals.accepted(event, due.late(i));
      }
    }
    return fresh;
  }

  private void append(EventLog due, TableDeltas out) {
    if (current == null) {
      current = copyOfSettled();
    }
    applyAll(current, due, out, 1);
    for (int i = 0; i < due.size(); i++) {
      recent.add(due.event(i), due.late(i));
    }
  }

  private void amend(EventLog due, TableDeltas out) {
    Ledger before = copyOfSettled();
    applyAll(before, recent, out, -1);
    before.advanceTo(advancedTo, out, -1);
    recent = EventLog.merge(recent, due);
    current = copyOfSettled();
    applyAll(current, recent, out, 1);
  }

  private static void applyAll(Ledger ledger, EventLog events, TableDeltas out, int sign) {
    for (int i = 0; i < events.size(); i++) {
      ledger.apply(events.event(i), events.late(i), out, sign);
    }
  }

  private Ledger copyOfSettled() {
    return settled == null ? Ledger.start(rules.trackers()) : settled.copy();
  }

  /** Lets go of the events up to the horizon, keeping only what follows from them. */
  private void settle(long horizon) {
    Ledger latest = current == null ? settled : current;
    if (latest == null) {
      return;
    }
    boolean allBehindHorizon = recent.isEmpty() || recent.last().eventTime() <= horizon;
    if (allBehindHorizon && latest.lastTransition() <= horizon) {
      settled = latest.expiry() <= horizon ? null : latest;
      current = null;
      recent = new EventLog();
    } else if (recent.size() >= MANY_EVENTS
        && recent.event(recent.size() / 2).eventTime() <= horizon) {
      settleFirst(horizon);
    }
  }

  /** Bounds what is kept of a key whose events never pause. */
  private void settleFirst(long horizon) {
    Ledger ledger = copyOfSettled();
    int count = 0;
    while (count < recent.size() && recent.event(count).eventTime() <= horizon) {
      ledger.apply(recent.event(count), recent.late(count), TableDeltas.discarding(), 1);
      count++;
    }
    settled = ledger;
    recent.dropFirst(count);
  }

  /** Whether it holds no event: until {@link #wakeAt} or the next event it stays as it is. */
  public boolean isAtRest() {
    return waiting.isEmpty() && recent.isEmpty();
  }

  /** Whether nothing is kept any more, so that the timeline may be forgotten. */
  public boolean isSpent() {
    return isAtRest() && settled == null && current == null;
  }

  /**
   * The watermark at which {@link #advance} next has something to do, if no further event comes;
   * {@link Long#MAX_VALUE} where there is nothing but the end of the stream.
   */
  public long wakeAt() {
    long wake = waiting.earliestTime();
    Ledger latest = current == null ? settled : current;
    if (latest != null) {
      long next = recent.isEmpty() ? latest.expiry() : recent.last().eventTime();
      long forgets = Math.max(next, latest.lastTransition());
      wake = Math.min(wake, Math.min(latest.deadline(), rules.watermarkFor(forgets)));
    }
    return wake;
  }

  /**
   * Writes the timeline. What follows from the recent events is left out: it is worked out anew.
   */
  public void write(DataOutput out, BinaryEventCodec codec) throws IOException {
    out.writeLong(advancedTo);
    waiting.write(out, codec);
    recent.write(out, codec);
    out.writeBoolean(settled != null);
    if (settled != null) {
      settled.write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Timeline read(TimelineRules rules, DataInput in, BinaryEventCodec codec)
      throws IOException {
    Timeline timeline = new Timeline(rules);
    timeline.advancedTo = in.readLong();
    timeline.waiting = EventLog.read(in, codec);
    timeline.recent = EventLog.read(in, codec);
    if (in.readBoolean()) {
      timeline.settled = Ledger.read(rules.trackers(), in);
    }
    timeline.recompute();
    return timeline;
  }

  private void recompute() {
    boolean moved = settled != null && settled.deadline() <= advancedTo;
    if (!recent.isEmpty() || moved) {
      current = copyOfSettled();
      applyAll(current, recent, TableDeltas.discarding(), 1);
      current.advanceTo(advancedTo, TableDeltas.discarding(), 1);
    }
  }
}
