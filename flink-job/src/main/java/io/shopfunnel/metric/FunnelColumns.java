package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.table.TableSlot;

/**
 * The counters of one funnel in a row of its tables: actors by step, those excluded, those that may
 * still move, the late events among their events, and, where the tables have it, the histogram of
 * times to convert.
 *
 * @param from the first of them; other funnels' may come before
 * @param steps the funnel's number of steps
 * @param hasBuckets whether the histogram is among them
 */
record FunnelColumns(int from, int steps, boolean hasBuckets) {
  /** Actors that have come to the step, from 0. */
  int step(int step) {
    return from + step;
  }

  int excluded() {
    return from + steps;
  }

  int pending() {
    return from + steps + 1;
  }

  int late() {
    return from + steps + 2;
  }

  /** Actors that have converted in that time; only where there is the histogram. */
  int bucket(int bucket) {
    return from + steps + 3 + bucket;
  }

  /** The first column after them. */
  int end() {
    return bucket(hasBuckets ? TimeToConvert.BUCKETS : 0);
  }

  /**
   * Adds the difference between two standings of an actor to the row that was turned to.
   *
   * @param converted how long the actor took, in milliseconds; or {@link
   *     FunnelProgress#NOT_CONVERTED}
   */
  void addChange(long before, long after, long converted, TableSlot row) {
    // What came before the entry is told with it.
    boolean entered = FunnelProgress.entered(before);
    int depthBefore = entered ? FunnelProgress.depth(before) : 0;
    for (int step = depthBefore; step < FunnelProgress.depth(after); step++) {
      row.add(step(step), 1);
    }
    row.add(
        excluded(),
        FunnelProgress.excluded(after) - (entered ? FunnelProgress.excluded(before) : 0));
    row.add(
        pending(), FunnelProgress.pending(after) - (entered ? FunnelProgress.pending(before) : 0));
    row.add(late(), FunnelProgress.late(after) - (entered ? FunnelProgress.late(before) : 0));
    if (hasBuckets && converted != FunnelProgress.NOT_CONVERTED) {
      row.add(bucket(TimeToConvert.bucketOf(converted)), 1);
    }
  }
}
