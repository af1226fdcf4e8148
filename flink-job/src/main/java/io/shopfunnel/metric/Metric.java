package io.shopfunnel.metric;

import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.Tables;
import java.util.List;

/**
 * One metric: its tables, and how events get into them. A new metric is one class that implements
 * this, and one line in {@link MetricKind}.
 */
public interface Metric {
  /** The tables that it fills and publishes. */
  List<TableFamily> families();

  /**
   * Says what it follows.
   *
   * @param tables where it adds
   * @param followers takes what counts events, and what follows users, sessions and products
   */
  void follow(Tables tables, Followers followers);
}
