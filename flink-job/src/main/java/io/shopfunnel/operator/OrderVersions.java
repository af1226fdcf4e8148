package io.shopfunnel.operator;

import io.shopfunnel.order.KeptOrder;
import io.shopfunnel.order.OrderChange;
import io.shopfunnel.schema.ShopOrder;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by user: makes a first version of an order when its session has ended, and another one when
 * a late event has amended it. An order is kept until no late event can change it any more.
 */
public final class OrderVersions extends KeyedProcessFunction<Long, OrderChange, ShopOrder> {
  private final long allowedLateness;
  private transient MapState<String, KeptOrder> orders;

  /**
   * Under these rules.
   *
   * @param allowedLateness how far behind the watermark an event may be and still be applied, in
   *     milliseconds
   */
  public OrderVersions(long allowedLateness) {
    this.allowedLateness = allowedLateness;
  }

  @Override
  public void open(OpenContext context) {
    orders =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("orders", Types.STRING, KeptOrderSerializer.TYPE));
  }

  @Override
  public void processElement(OrderChange change, Context context, Collector<ShopOrder> out)
      throws Exception {
    String id = change.order().toString();
    KeptOrder before = orders.get(id);
    KeptOrder now = (before == null ? KeptOrder.NONE : before).after(change, allowedLateness);
    ShopOrder version = now.due(change);
    if (version != null) {
      out.collect(version);
      now = now.publishing(version);
    }
    if (now.isNothing()) {
      orders.remove(id);
      return;
    }
    orders.put(id, now);
    if (now.keptUntil() != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(now.keptUntil());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ShopOrder> out)
      throws Exception {
    Iterator<KeptOrder> kept = orders.values().iterator();
    while (kept.hasNext()) {
      if (kept.next().keptUntil() <= time) {
        kept.remove();
      }
    }
    if (orders.isEmpty()) {
      // An iterator leaves an empty map behind, for each user who has ever bought anything.
      orders.clear();
    }
  }
}
