package io.shopfunnel.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a confirmed order: the purchases of one session, after the session has ended; or a
 * single purchase without a session.
 *
 * @param id known by its first purchase: the identity of that event
 * @param version 1 when it is confirmed, and one more whenever a late event amends it
 * @param userId the buyer
 * @param session the {@code user_session}, or null where the shop gave none; of one that is no
 *     UUID, {@code sha256:} and the first 128 bits of its digest
 * @param items its purchases, in order of time; none where a late event has made them another
 *     order's, so that this one is withdrawn
 * @param firstTime when the first item was bought, in milliseconds since the epoch; of a withdrawn
 *     order, as it was before
 * @param lastTime when the last item was bought, likewise
 */
public record ShopOrder(
    EventId id,
    int version,
    long userId,
    @Nullable String session,
    List<OrderItem> items,
    long firstTime,
    long lastTime) {

  public ShopOrder {
    items = List.copyOf(items);
  }

  /** What all items cost, in cents. */
  public long cents() {
    return items.stream().mapToLong(OrderItem::cents).sum();
  }

  /** Whether any of its items came behind the watermark. */
  public boolean late() {
    return items.stream().anyMatch(OrderItem::late);
  }
}
