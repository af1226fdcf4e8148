package io.shopfunnel.ledger;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Tables;
import java.time.Duration;
import java.util.List;

/** Workers that follow users by one part only, and events that none of them may find too late. */
final class TestingLedgers {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private TestingLedgers() {}

  /** A worker with an allowed lateness of an hour. */
  static LedgerWorker worker(UserPart part, Tables tables, Arrivals arrivals) {
    return new LedgerWorker(
        new LedgerParts(
            SessionRules.DEFAULT, List.of(part), List.of(), List.of(), List.of(), List.of()),
        new LedgerRules(HOUR),
        tables,
        arrivals);
  }

  /** Puts events in line, when that watermark has been reached. */
  static void add(
      LedgerWorker worker, UserLedgers ledgers, List<ShopEvent> events, long watermark) {
    worker.add(
        ledgers,
        TestingEvents.block(0, events),
        watermark,
        dropped -> {
          throw new AssertionError(dropped + " is not too late");
        });
  }
}
