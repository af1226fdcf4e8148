package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.table.TableSlot;

/**
 * The counters of a row of a funnel's tables: actors by step, those excluded, those that may still
 * move, and the late events among their events.
 *
 * @param steps the funnel's number of steps
 */
record FunnelColumns(int steps) {
  int excluded() {
    return steps;
  }

  int pending() {
    return steps + 1;
  }

  int late() {
    return steps + 2;
  }

  int count() {
    return steps + 3;
  }

  /** Adds the difference between two standings of an actor to the row that was turned to. */
  void addChange(long before, long after, TableSlot row) {
    // What came before the entry is told with it.
    int depthBefore = FunnelProgress.entered(before) ? FunnelProgress.depth(before) : 0;
    for (int step = depthBefore; step < FunnelProgress.depth(after); step++) {
      row.add(step, 1);
    }
    boolean entered = FunnelProgress.entered(before);
    row.add(
        excluded(),
        FunnelProgress.excluded(after) - (entered ? FunnelProgress.excluded(before) : 0));
    row.add(
        pending(), FunnelProgress.pending(after) - (entered ? FunnelProgress.pending(before) : 0));
    row.add(late(), FunnelProgress.late(after) - (entered ? FunnelProgress.late(before) : 0));
  }
}
