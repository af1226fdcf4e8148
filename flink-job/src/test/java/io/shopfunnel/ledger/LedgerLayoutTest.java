package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is kept of a user, word by word. Whoever changes it makes each user dearer or cheaper, and
 * older savepoints unreadable: so this fails first, and the new text is put here knowingly.
 */
class LedgerLayoutTest {
  private static LedgerParts parts(List<MetricKind> kinds) {
    MetricCatalog catalog =
        new MetricCatalog(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT, kinds);
    return catalog
        .followers(new Tables(catalog.families(), new Texts()))
        .ledgerParts(SessionRules.DEFAULT);
  }

  @Test
  void ofTheBuiltInFunnelsAndAllMetrics() {
    String layout = parts(List.of(MetricKind.values())).layout();
    System.out.println("A ledger's layout: " + layout);
    assertThat(layout)
        .isEqualTo(
            "image: 2 words, user: 1, entry: up to 3, user_session: 2, two: 5,"
                + " open session: 15, product: 7");
  }

  @Test
  void ofNoMetricNothingIsKept() {
    assertThat(parts(List.of()).layout())
        .isEqualTo(
            "image: 2 words, user: 0, entry: up to 0, user_session: 2, two: 5,"
                + " open session: 3, product: 2");
  }

  @Test
  void rowsAreAsWideAsTheirLayoutsSay() {
    assertThat(UserRow.WORDS).isEqualTo(4);
    assertThat(UserRow.EXTENSION_WORDS).isEqualTo(6);
    assertThat(EventRow.WORDS).isEqualTo(8);
  }
}
