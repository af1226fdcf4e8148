package io.shopfunnel.order;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Works out orders from a set of events as plainly as SEMANTICS says it. */
final class NaiveOrders {
  private NaiveOrders() {}

  /** The purchases of each order, by its id. */
  static SortedMap<String, List<ShopEvent>> of(List<ShopEvent> events, SessionRules rules) {
    Map<String, List<ShopEvent>> open = new HashMap<>();
    List<List<ShopEvent>> sessions = new ArrayList<>();
    for (ShopEvent event : TestingEvents.inTotalOrder(events)) {
      List<ShopEvent> session = open.get(name(event));
      if (event.session() == null || session == null || !belongs(event, session, rules)) {
        session = new ArrayList<>();
        sessions.add(session);
        open.put(name(event), session);
      }
      session.add(event);
    }
    SortedMap<String, List<ShopEvent>> orders = new TreeMap<>();
    for (List<ShopEvent> session : sessions) {
      List<ShopEvent> bought =
          session.stream().filter(event -> event.type() == EventType.PURCHASE).toList();
      if (!bought.isEmpty()) {
        orders.put(bought.get(0).id().toString(), bought);
      }
    }
    return orders;
  }

  private static String name(ShopEvent event) {
    return event.userId() + "/" + event.session();
  }

  private static boolean belongs(ShopEvent event, List<ShopEvent> session, SessionRules rules) {
    long last = session.get(session.size() - 1).eventTime();
    long first = session.get(0).eventTime();
    return event.eventTime() - last <= rules.gapMillis()
        && event.eventTime() - first <= rules.longestMillis();
  }
}
