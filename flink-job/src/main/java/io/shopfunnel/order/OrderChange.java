package io.shopfunnel.order;

import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.OrderItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one advance of the watermark has changed about one order. Like counters, changes add up.
 *
 * @param order the order: the identity of its first purchase
 * @param userId the buyer
 * @param session the {@code user_session} as {@link io.shopfunnel.schema.ShopOrder} tells it; null
 *     where there is none, and where no item has been added
 * @param added purchases that have come to it
 * @param removed purchases that have been taken back
 * @param ended 1 where its session has ended, −1 where a late event has it go on after all, else 0
 * @param watermark the watermark that the users have been advanced to
 */
public record OrderChange(
    EventId order,
    long userId,
    @Nullable String session,
    List<OrderItem> added,
    List<OrderItem> removed,
    int ended,
    long watermark) {

  public OrderChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  boolean isNothing() {
    return added.isEmpty() && removed.isEmpty() && ended == 0;
  }
}
