package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.SessionPart;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.CounterFamily;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * {@code orders}: an order is the purchases of one session and counts at the first of them; items,
 * cents and purchases outside the default session funnel (view, cart, purchase) count at each
 * purchase. A purchase without a session is an order of its own, outside the funnel.
 */
final class OrdersMetric implements Metric {
  private static final int ORDERS = 0;
  private static final int ITEMS = 1;
  private static final int CENTS = 2;
  private static final int OUTSIDE = 3;
  private static final CounterFamily FAMILY =
      new CounterFamily(
          "orders",
          List.of(Window.MINUTE, Window.HOUR, Window.DAY),
          true,
          0,
          false,
          List.of("orders", "items", "cents", "purchases_outside_funnel"));

  @Override
  public List<TableFamily> families() {
    return List.of(FAMILY);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot minutes = tables.slot(FAMILY, Window.MINUTE);
    followers.counter(
        event -> {
          if (!event.hasSession() && event.type() == EventType.PURCHASE) {
            purchase(event, true, true, minutes);
          }
        });
    followers.session(new Order(minutes));
  }

  private static void purchase(
      LedgerEvent event, boolean first, boolean outside, TableSlot minutes) {
    minutes
        .row(event.time())
        .add(ORDERS, first ? 1 : 0)
        .add(ITEMS, 1)
        .add(CENTS, event.cents())
        .add(OUTSIDE, outside ? 1 : 0);
  }

  /** One word: whether the session has viewed, then carted, and whether it has ordered. */
  private record Order(TableSlot minutes) implements SessionPart {
    private static final long VIEWED = 1;
    private static final long CARTED_THEN = 2;
    private static final long ORDERED = 4;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      long state = words[at];
      switch (event.type()) {
        case VIEW -> words[at] = state | VIEWED;
        case CART -> words[at] = (state & VIEWED) == 0 ? state : state | CARTED_THEN;
        case PURCHASE -> {
          purchase(event, (state & ORDERED) == 0, (state & CARTED_THEN) == 0, minutes);
          words[at] = state | ORDERED;
        }
        case REMOVE_FROM_CART -> {}
      }
    }

    @Override
    public void end(long[] words, int at) {}
  }
}
