package io.shopfunnel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.dashboard.PublishedMeasurements.Measurement;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.table.TableFamily;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table that dashboards are held against is what the job publishes, no more and no less. */
class PublishedMeasurementsTest {
  @Test
  void theTableIsTheCatalog() {
    MetricCatalog catalog =
        MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT);
    Map<String, Measurement> published = new TreeMap<>();
    for (TableFamily family : catalog.families()) {
      for (PointSchema schema : family.schemas()) {
        Measurement measurement =
            published.computeIfAbsent(
                schema.measurement(),
                name -> new Measurement(new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
        measurement.tags().addAll(schema.tagNames());
        measurement.fields().addAll(schema.fieldNames());
        family.windows().forEach(window -> measurement.windows().add(window.tag()));
      }
    }
    Map<String, Measurement> shown = new TreeMap<>(PublishedMeasurements.TABLE);
    shown.keySet().removeAll(PublishedMeasurements.OF_OTHERS);
    assertThat(published).isEqualTo(shown);
  }
}
