package io.shopfunnel.order;

import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.OrderItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is being changed about one order; what is taken back and added again comes to nothing. */
final class OrderDraft {
  private final EventId order;
  private final long userId;
  private final Map<OrderItem, Long> items = new LinkedHashMap<>();
  private @Nullable String session;
  private int ended;

  OrderDraft(EventId order, long userId) {
    this.order = order;
    this.userId = userId;
  }

  void purchase(OrderItem item, @Nullable String ofSession, long sign) {
    session = ofSession;
    items.merge(item, sign, Long::sum);
  }

  void end(long sign) {
    ended += (int) sign;
  }

  OrderChange change(long watermark) {
    List<OrderItem> added = new ArrayList<>();
    List<OrderItem> removed = new ArrayList<>();
    items.forEach(
        (item, times) -> {
          if (times > 0) {
            added.add(item);
          } else if (times < 0) {
            removed.add(item);
          }
        });
    return new OrderChange(order, userId, session, added, removed, ended, watermark);
  }
}
