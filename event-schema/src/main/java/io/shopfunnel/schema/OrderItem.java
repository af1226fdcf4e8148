package io.shopfunnel.schema;

import java.util.Comparator;

/**
 * One purchase of an order.
 *
 * @param id the identity of the purchase's event
 * @param time when it was bought, in milliseconds since the epoch
 * @param productId the product
 * @param cents its price in cents; 0 where the shop gave none
 * @param late whether the event came behind the watermark
 */
public record OrderItem(EventId id, long time, long productId, long cents, boolean late) {
  /** The total order of events, of which purchases have one rank. */
  public static final Comparator<OrderItem> TOTAL_ORDER =
      Comparator.comparingLong(OrderItem::time).thenComparing(OrderItem::id);
}
