package io.shopfunnel.order;

import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as far as it is known, as long as anything may change it.
 *
 * @param session its {@code user_session}, or null
 * @param items its purchases, in order of time
 * @param ended whether its session has ended: 1, or 0
 * @param published the version that was published last, or null
 * @param keptUntil the first watermark at which no late event can change it any more; the greatest
 *     there is while its session goes on
 */
public record KeptOrder(
    @Nullable String session,
    List<OrderItem> items,
    int ended,
    @Nullable ShopOrder published,
    long keptUntil) {
  /** Of which nothing is known yet. */
  public static final KeptOrder NONE = new KeptOrder(null, List.of(), 0, null, Long.MAX_VALUE);

  public KeptOrder {
    items = List.copyOf(items);
  }

  /**
   * The order after a change.
   *
   * @param allowedLateness how far behind the watermark an event may be and still be applied, in
   *     milliseconds
   */
  public KeptOrder after(OrderChange change, long allowedLateness) {
    List<OrderItem> now = new ArrayList<>(items);
    now.removeAll(change.removed());
    now.addAll(change.added());
    now.sort(OrderItem.TOTAL_ORDER);
    int endedNow = ended + change.ended();
    boolean goesOn = endedNow == 0 && !now.isEmpty();
    boolean forEver = goesOn || change.watermark() > Long.MAX_VALUE - allowedLateness;
    return new KeptOrder(
        change.session() == null ? session : change.session(),
        now,
        endedNow,
        published,
        forEver ? Long.MAX_VALUE : change.watermark() + allowedLateness);
  }

  /** The version that is to be published now, or null where the last one still holds. */
  public @Nullable ShopOrder due(OrderChange change) {
    if (published == null) {
      return ended == 0 || items.isEmpty() ? null : version(change, 1);
    }
    boolean amended = !items.equals(published.items());
    boolean certain = ended != 0 || items.isEmpty();
    return amended && certain ? version(change, published.version() + 1) : null;
  }

  private ShopOrder version(OrderChange change, int version) {
    List<OrderItem> timed = items.isEmpty() && published != null ? published.items() : items;
    return new ShopOrder(
        change.order(),
        version,
        change.userId(),
        session,
        items,
        timed.get(0).time(),
        timed.get(timed.size() - 1).time());
  }

  /** The same, with this version published. */
  public KeptOrder publishing(ShopOrder version) {
    return new KeptOrder(session, items, ended, version, keptUntil);
  }

  /** Whether there is nothing to keep: it has no items, and nobody has heard of it. */
  public boolean isNothing() {
    return items.isEmpty() && published == null;
  }
}
