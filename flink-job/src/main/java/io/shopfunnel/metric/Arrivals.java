package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;

/** Is told what becomes of the events that a {@link Timeline} applies. */
public interface Arrivals {
  /** The event was applied, and is so for the first time. */
  void accepted(ShopEvent event, boolean late);

  /** The event had been applied before, and was dropped. */
  void duplicate(ShopEvent event);
}
