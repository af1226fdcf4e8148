package io.shopfunnel.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.point.TestingLines;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublisher;
import io.shopfunnel.table.WindowTable;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Writing an identity again overwrites, so no two tables may ever publish the same one. */
class SeriesIdentityTest {
  private static final MetricCatalog CATALOG =
      MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT);

  /** What tells series apart. */
  private record Series(String measurement, SortedMap<String, String> tags) {}

  @Test
  void noTwoTablesShareASeries() {
    Map<Series, TableKey> publishers = new HashMap<>();
    for (TableFamily family : CATALOG.families()) {
      for (Window window : family.windows()) {
        TableKey table = new TableKey(family.name(), window, 0);
        for (Series series : series(family, window)) {
          assertThat(publishers.put(series, table)).as("also publishes %s", series).isNull();
        }
      }
    }
    assertThat(publishers).hasSizeGreaterThan(200);
  }

  /** A point that is found in the database is told apart by its tags. */
  @Test
  void aSeriesTellsWhichFamilyItIsOf() {
    for (TableFamily family : CATALOG.families()) {
      for (Series series : series(family, family.windows().get(0))) {
        List<String> tagValues = List.copyOf(series.tags().values());
        assertThat(CATALOG.families())
            .as("%s", series)
            .filteredOn(each -> each.schemaOf(series.measurement(), tagValues) != null)
            .containsExactly(family);
        assertThat(family.schemas()).contains(family.schemaOf(series.measurement(), tagValues));
      }
    }
  }

  /** The series of a table with one row, in which nothing is 0; no two points share one. */
  private static List<Series> series(TableFamily family, Window window) {
    long[] counters = new long[family.columns()];
    Arrays.fill(counters, 1);
    TableKey key = new TableKey(family.name(), window, 0);
    WindowTable rows = new WindowTable(family.columns());
    rows.add(new TableDelta(key, 1, new String[0], new long[0], family.columns(), counters));
    List<Series> series = new ArrayList<>();
    new TablePublisher(family, window)
        .publish(
            rows,
            0,
            (to, windowStart, line) -> {
              TestingLines.Point point = TestingLines.read(TestingLines.text(line));
              series.add(new Series(point.measurement(), point.tags()));
            });
    assertThat(series).as(family.name()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(series)
        .allSatisfy(one -> assertThat(one.tags()).containsEntry("window", window.tag()));
    return series;
  }

  @Test
  void familiesAreToldApartByName() {
    Set<String> names = new HashSet<>();
    CATALOG.families().forEach(family -> assertThat(names.add(family.name())).isTrue());
  }
}
