package io.shopfunnel.bench.micro;

import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.ledger.EventsByHour;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.metric.Followers;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What one subtask of the job does with events, without Flink: it follows users, and counts. */
final class Engine implements Arrivals {
  private static final long LATENESS = Duration.ofHours(1).toMillis();

  private final Tables tables;
  private final List<Consumer<LedgerEvent>> counters;
  private final EventsByHour counted = new EventsByHour();
  private final LedgerWorker worker;
  private final UserLedgers ledgers;
  private final ArrivedEvents arrived = new ArrivedEvents(0);
  private final Consumer<TableDelta> out;
  private long watermark = Long.MIN_VALUE;

  /**
   * An engine that has seen nothing yet.
   *
   * @param out takes what was counted in windows that are over
   */
  Engine(MetricCatalog catalog, Consumer<TableDelta> out) {
    this.out = out;
    tables = new Tables(catalog.families(), new Texts());
    Followers followers = catalog.followers(tables);
    counters = followers.counters();
    worker =
        new LedgerWorker(
            followers.ledgerParts(SessionRules.DEFAULT), new LedgerRules(LATENESS), tables, this);
    ledgers = UserLedgers.start(watermark, tables.texts());
  }

  /** Takes in all events, and follows them up to a watermark after each block. */
  void run(EventSlices slices) {
    for (int slice = 0; slice < slices.count(); slice++) {
      for (EventBlock block : slices.blocks(slice)) {
        arrived.add(block);
      }
      advance(slices.watermark(slice));
    }
  }

  /** Lets time pass until nothing is open. */
  void finish() {
    advance(Long.MAX_VALUE);
  }

  private void advance(long reached) {
    worker.advance(ledgers, arrived, watermark, reached, Engine::refuse);
    counted.drain(counters);
    watermark = reached;
    tables.drainClosed(watermark, out);
  }

  /** What is kept of the users. */
  UserLedgers ledgers() {
    return ledgers;
  }

  /** What is counted in windows that are open. */
  Tables tables() {
    return tables;
  }

  private static void refuse(ShopEvent event) {
    throw new IllegalStateException(event + " is too late");
  }

  @Override
  public void accepted(LedgerEvent event) {
    counted.add(event);
  }

  @Override
  public void duplicate(LedgerEvent event) {
    throw new IllegalStateException("an event came twice");
  }
}
