package io.shopfunnel.order;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.metric.Followers;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.schema.ShopOrder;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ledgers, and behind them the versions of orders, without Flink. */
final class TestingOrders implements Arrivals {
  private static final FunnelCatalog FUNNELS = FunnelCatalogReader.builtIn();

  private final SessionRules rules;
  private final long lateness;
  private final ArrivedEvents arrived = new ArrivedEvents(0);
  private final Map<String, ShopEvent> byId = new HashMap<>();
  private final Map<String, KeptOrder> kept = new HashMap<>();
  final List<ShopEvent> counted = new ArrayList<>();
  final List<ShopOrder> versions = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private Tables tables;
  private OrderChanges changes;
  private LedgerWorker worker;
  private UserLedgers ledgers;

  TestingOrders(SessionRules rules, long lateness) {
    this.rules = rules;
    this.lateness = lateness;
    start("nothing before");
    ledgers = UserLedgers.start(watermark, tables.texts());
  }

  private void start(String seenBefore) {
    MetricCatalog catalog = MetricCatalog.everything(FUNNELS, rules);
    tables = new Tables(catalog.families(), new Texts());
    tables.texts().number(seenBefore);
    Followers followers = catalog.followers(tables);
    changes = new OrderChanges(tables);
    followers.session(changes);
    worker =
        new LedgerWorker(followers.ledgerParts(rules), new LedgerRules(lateness), tables, this);
  }

  void arrive(ShopEvent event) {
    byId.put(event.id().toString(), event);
    arrived.add(TestingEvents.block(0, List.of(event)));
  }

  void advance(long reached) {
    if (reached <= watermark) {
      return;
    }
    kept.values().removeIf(order -> order.keptUntil() <= watermark);
    worker.advance(ledgers, arrived, watermark, reached, tooLate -> {});
    watermark = reached;
    changes.drain(reached, this::take);
    tables.drainAll(delta -> {});
  }

  private void take(OrderChange change) {
    String name = change.userId() + "/" + change.order();
    KeptOrder now = kept.getOrDefault(name, KeptOrder.NONE).after(change, lateness);
    ShopOrder version = now.due(change);
    if (version != null) {
      versions.add(version);
      now = now.publishing(version);
    }
    if (now.isNothing()) {
      kept.remove(name);
    } else {
      kept.put(name, now);
    }
  }

  int kept() {
    return kept.size();
  }

  /** Ledgers that are written, and read back where texts have other numbers. */
  void restart(String seenBefore) throws IOException {
    worker.add(ledgers, arrived, watermark, tooLate -> {});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledgers.write(new DataOutputStream(bytes));
    start(seenBefore);
    ledgers = UserLedgers.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    worker.adopt(ledgers);
  }

  @Override
  public void turnedTo(long userId) {
    changes.turnTo(userId);
  }

  @Override
  public void accepted(LedgerEvent event) {
    changes.accepted(event);
    EventId id = new EventId(tables.texts().text(event.idSource()), event.idRow());
    counted.add(byId.get(id.toString()));
  }

  @Override
  public void duplicate(LedgerEvent event) {}
}
