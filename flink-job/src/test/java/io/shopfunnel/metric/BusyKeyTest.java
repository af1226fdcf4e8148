package io.shopfunnel.metric;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusyKeyTest {
  private static final long MINUTE = 60_000;

  /** A user who is never away for a day: what is kept must not grow with what they have seen. */
  @Test
  void productsOfLongAgoAreForgotten() {
    MetricCatalog catalog =
        new MetricCatalog(
            FunnelCatalogReader.parse(
                """
                funnels:
                  - name: user_product
                    actor: user+product
                    conversion_window: 10m
                    steps: [{event: view}, {event: cart}]
                    entry_windows: [1h]
                """),
            SessionRules.DEFAULT,
            List.of(MetricKind.FUNNEL));
    Tables tables = new Tables(catalog.families(), new Texts());
    LedgerWorker worker =
        new LedgerWorker(
            catalog.followers(tables).ledgerParts(SessionRules.DEFAULT),
            new LedgerRules(MINUTE),
            tables,
            new NoArrivals());
    UserLedgers ledgers = UserLedgers.start(Long.MIN_VALUE, tables.texts());
    long after2000 = 0;
    long watermark = Long.MIN_VALUE;
    for (int row = 1; row <= 20_000; row++) {
      long time = at("00:00") + row * 20 * MINUTE;
      EventDraft draft = new EventDraft();
      draft.set(TestingEvents.event(time, EventType.VIEW, 1, null, row, null, null, 100, row));
      EventBlock block = new EventBlock(0);
      block.add(draft);
      worker.add(ledgers, block, watermark, event -> {});
      worker.advance(ledgers, watermark, time);
      watermark = time;
      tables.drainAll(delta -> {});
      after2000 = row == 2_000 ? ledgers.bytes() : after2000;
    }
    assertThat(ledgers.bytes()).isEqualTo(after2000).isLessThan(200_000);
  }

  private static final class NoArrivals implements Arrivals {
    @Override
    public void accepted(LedgerEvent event) {}

    @Override
    public void duplicate(LedgerEvent event) {}
  }
}
