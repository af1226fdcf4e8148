package io.shopfunnel.funnel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far the chains of one actor have come: for each step, the latest entry time of a chain that
 * has reached it. That is enough to know the depth after any further event, because a later entry
 * leaves a chain more time (SEMANTICS, Funnels).
 */
final class ChainState {
  /** The entry time where no chain stands at the step. */
  static final long NONE = Long.MIN_VALUE;

  private final long[] latestEntry;
  private int depth;
  private long timeToConvert = NONE;

  ChainState(int steps) {
    latestEntry = new long[steps];
    Arrays.fill(latestEntry, NONE);
  }

  private ChainState(ChainState other) {
    latestEntry = other.latestEntry.clone();
    depth = other.depth;
    timeToConvert = other.timeToConvert;
  }

  ChainState copy() {
    return new ChainState(this);
  }

  /** The deepest step that any chain has reached, from 0. */
  int depth() {
    return depth;
  }

  /** Milliseconds from entry to conversion of the chain that completed first, or {@link #NONE}. */
  long timeToConvert() {
    return timeToConvert;
  }

  /** The latest entry of any chain that still stands at a step, or {@link #NONE}. */
  long latestEntry() {
    long latest = NONE;
    for (long entry : latestEntry) {
      latest = Math.max(latest, entry);
    }
    return latest;
  }

  /**
   * Moves every chain on for which this event is the next step. Deeper steps come first, so that
   * one event is not two steps of a chain.
   *
   * @param matched bit k is set where the event fits step k + 1
   * @param cleared bit k is set where the event is excluded on the way from step k + 1 to the next
   */
  void accept(long time, int matched, int cleared, long conversionWindow) {
    for (int step = latestEntry.length - 1; step >= 0; step--) {
      boolean fits = (matched >> step & 1) != 0;
      long entry = step == 0 ? time : latestEntry[step - 1];
      boolean reached = fits && entry != NONE && time - entry <= conversionWindow;
      if (reached) {
        latestEntry[step] = entry;
        depth = Math.max(depth, step + 1);
        if (step == latestEntry.length - 1 && timeToConvert == NONE) {
          timeToConvert = time - entry;
        }
      } else if ((cleared >> step & 1) != 0) {
        latestEntry[step] = NONE;
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(depth);
    out.writeLong(timeToConvert);
    for (long entry : latestEntry) {
      out.writeLong(entry);
    }
  }

  static ChainState read(int steps, DataInput in) throws IOException {
    ChainState state = new ChainState(steps);
    state.depth = in.readByte();
    state.timeToConvert = in.readLong();
    for (int step = 0; step < steps; step++) {
      state.latestEntry[step] = in.readLong();
    }
    return state;
  }
}
