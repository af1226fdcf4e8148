package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** All that is followed about one session or one user: its trackers, moved together. */
final class Ledger {
  private static final long NEVER = Long.MAX_VALUE;

  private final Tracker[] trackers;
  private long lastTransition = Long.MIN_VALUE;

  private Ledger(Tracker[] trackers) {
    this.trackers = trackers;
  }

  static Ledger start(List<Tracker.Factory> factories) {
    return new Ledger(Tracker.startAll(factories));
  }

  static Ledger read(List<Tracker.Factory> factories, DataInput in) throws IOException {
    Tracker[] trackers = new Tracker[factories.size()];
    for (int i = 0; i < trackers.length; i++) {
      trackers[i] = factories.get(i).read(in);
    }
    return new Ledger(trackers);
  }

  void write(DataOutput out) throws IOException {
    for (Tracker tracker : trackers) {
      tracker.write(out);
    }
  }

  Ledger copy() {
    Tracker[] copies = new Tracker[trackers.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = trackers[i].copy();
    }
    return new Ledger(copies);
  }

  /** Takes the next event in the total order, after all that the passing of time brings before. */
  void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
    advanceTo(event.eventTime() - 1, out, sign);
    for (Tracker tracker : trackers) {
      tracker.apply(event, late, out, sign);
    }
  }

  /** Does what is due by this time, in the order in which it falls due. */
  void advanceTo(long time, TableDeltas out, int sign) {
    for (long due = deadline(); due <= time && due != NEVER; due = deadline()) {
      for (Tracker tracker : trackers) {
        tracker.advanceTo(due, out, sign);
      }
      lastTransition = due;
    }
  }

  /** The watermark at which the passing of time alone next changes something. */
  long deadline() {
    long earliest = NEVER;
    for (Tracker tracker : trackers) {
      earliest = Math.min(earliest, tracker.deadline());
    }
    return earliest;
  }

  /** When the passing of time last changed something, since this ledger was made or copied. */
  long lastTransition() {
    return lastTransition;
  }

  /** The time up to which an event may still need this ledger. */
  long expiry() {
    long latest = Long.MIN_VALUE;
    for (Tracker tracker : trackers) {
      latest = Math.max(latest, tracker.expiry());
    }
    return latest;
  }
}
