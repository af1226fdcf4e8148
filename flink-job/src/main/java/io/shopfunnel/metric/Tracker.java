package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Follows one session or user through its events and keeps its share in the tables right: whenever
 * the share changes, it adds the difference. What it has added by any time is a function of the
 * events so far, and of nothing else; so a correction is to take back, event by event, what was
 * added, and to add what should have been (the sign says which).
 */
public interface Tracker {
  /** Takes the next event in {@link ShopEvent#TOTAL_ORDER}. */
  void apply(ShopEvent event, boolean late, TableDeltas out, int sign);

  /**
   * The watermark at which the passing of time alone changes something; {@link Long#MAX_VALUE}
   * where none does.
   */
  default long deadline() {
    return Long.MAX_VALUE;
  }

  /** Time has come to {@link #deadline()}, or beyond. */
  default void advanceTo(long time, TableDeltas out, int sign) {}

  /** The session that bounds the tracker is over. */
  default void end(TableDeltas out, int sign) {}

  /**
   * The time up to which an event may still need what is kept here. For any event after it, a
   * tracker that starts anew does the same.
   */
  long expiry();

  /** A tracker that goes on by itself from here. */
  Tracker copy();

  /** Writes what is kept; {@link Factory#read} reads it back. */
  void write(DataOutput out) throws IOException;

  /** A tracker of each kind, each of which has seen nothing. */
  static Tracker[] startAll(List<Factory> factories) {
    Tracker[] trackers = new Tracker[factories.size()];
    for (int i = 0; i < trackers.length; i++) {
      trackers[i] = factories.get(i).start();
    }
    return trackers;
  }

  /** Makes trackers of one kind. */
  interface Factory {
    /** A tracker that has seen nothing. */
    Tracker start();

    /** Reads what {@link Tracker#write} wrote. */
    Tracker read(DataInput in) throws IOException;
  }
}
