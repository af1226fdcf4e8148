package io.shopfunnel.operator;

import io.shopfunnel.table.MetricPoint;
import java.util.Collection;

/**
 * Points that wait for a checkpoint to be complete; in it they are one element of state. They never
 * change, so that they can be written while the operator goes on.
 *
 * @param points the points, in the order in which they are to leave
 */
record WaitingPoints(Collection<Waiting> points) {
  /**
   * A point.
   *
   * @param keyGroup the key group of its table, with which it moves when the job is rescaled
   * @param point the point
   */
  record Waiting(int keyGroup, MetricPoint point) {}
}
