package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * {@code orders}: an order is the purchases of one session and counts at the first of them; items,
 * cents and purchases outside the default session funnel count at each purchase. A purchase without
 * a session is an order of its own, outside the funnel.
 */
final class OrdersMetric implements Metric {
  private static final int ORDERS = 0;
  private static final int ITEMS = 1;
  private static final int CENTS = 2;
  private static final int OUTSIDE = 3;
  private static final FunnelMatcher FUNNEL = new FunnelMatcher(FunnelDefinition.sessionPurchase());
  private static final CounterFamily FAMILY =
      new CounterFamily(
          "orders",
          List.of(Window.values()),
          true,
          0,
          List.of("orders", "items", "cents", "purchases_outside_funnel"));

  @Override
  public List<TableFamily> families() {
    return List.of(FAMILY);
  }

  @Override
  public void count(ShopEvent event, TableDeltas out) {
    if (event.session() == null && event.type() == EventType.PURCHASE) {
      purchase(event, true, true, out, 1);
    }
  }

  private static void purchase(
      ShopEvent event, boolean first, boolean outside, TableDeltas out, int sign) {
    long[] row = FAMILY.row(out, Window.MINUTE, event.eventTime());
    row[ORDERS] += first ? sign : 0;
    row[ITEMS] += sign;
    row[CENTS] += sign * event.cents();
    row[OUTSIDE] += outside ? sign : 0;
  }

  @Override
  public List<Tracker.Factory> sessionTrackers() {
    return List.of(new OrderFactory());
  }

  private record OrderFactory() implements Tracker.Factory {
    @Override
    public Tracker start() {
      return new Order(FUNNEL.start(), false);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      return new Order(FUNNEL.read(in), in.readBoolean());
    }
  }

  private static final class Order implements Tracker {
    private final FunnelProgress progress;
    private boolean ordered;

    private Order(FunnelProgress progress, boolean ordered) {
      this.progress = progress;
      this.ordered = ordered;
    }

    @Override
    public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
      FUNNEL.accept(progress, event, FUNNEL.matchedSteps(event), 0, late);
      if (event.type() == EventType.PURCHASE) {
        boolean outside = progress.depth() < FUNNEL.funnel().depth();
        purchase(event, !ordered, outside, out, sign);
        ordered = true;
      }
    }

    @Override
    public long expiry() {
      return Long.MIN_VALUE;
    }

    @Override
    public Tracker copy() {
      return new Order(progress.copy(), ordered);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      progress.write(out);
      out.writeBoolean(ordered);
    }
  }
}
