package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;
import java.util.List;

/**
 * One metric: its tables, and how events get into them. A new metric is one class that implements
 * this, and one line in {@link MetricCatalog}.
 */
public interface Metric {
  /** The tables that it fills and publishes. */
  List<TableFamily> families();

  /** Counts an event, which comes here once; in no order. */
  default void count(ShopEvent event, TableDeltas out) {}

  /** What follows each user through all of their events. */
  default List<Tracker.Factory> userTrackers() {
    return List.of();
  }

  /** What follows each {@code user_session} through all of its events, however far apart. */
  default List<Tracker.Factory> userSessionTrackers() {
    return List.of();
  }

  /** What follows each session, cut by {@link SessionRules}, from its first event to its end. */
  default List<Tracker.Factory> sessionTrackers() {
    return List.of();
  }
}
