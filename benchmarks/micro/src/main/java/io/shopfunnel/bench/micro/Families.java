package io.shopfunnel.bench.micro;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.table.TableFamily;

/** The families of tables that the job's metrics fill. */
final class Families {
  private Families() {}

  static TableFamily named(String name) {
    return MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT)
        .families()
        .stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
