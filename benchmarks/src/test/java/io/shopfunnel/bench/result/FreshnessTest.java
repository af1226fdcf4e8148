package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
  @TempDir private Path docs;

  private static Freshness at(int rate, Freshness.Seen... seen) {
    return new Freshness(
        TestingReports.MACHINE,
        rate,
        60,
        1_000,
        List.of(seen),
        Map.of(Facts.CPU_SECONDS, 30.0, Facts.MEASURED_SECONDS, 60.0));
  }

  /** A minute weighs as much as it has events. */
  @Test
  void aQuantileIsOfEvents() {
    Freshness freshness =
        at(
            1_000,
            new Freshness.Seen(0, 98, 200),
            new Freshness.Seen(1, 1, 900),
            new Freshness.Seen(2, 1, 500));
    assertThat(freshness.quantile(0.5)).isEqualTo(200);
    assertThat(freshness.quantile(0.99)).isEqualTo(500);
    assertThat(freshness.quantile(1)).isEqualTo(900);
  }

  @Test
  void theTableKeepsTheLastMeasurementOfEachRate() throws Exception {
    Path page = docs.resolve("performance.md");
    Files.writeString(
        page, "<!-- freshness: written by bench, do not edit -->\n<!-- end of freshness -->\n");
    FreshnessTable table = new FreshnessTable(docs);
    table.add(at(50_000, new Freshness.Seen(0, 7, 300)));
    table.add(at(1_000, new Freshness.Seen(0, 7, 400)));
    table.add(at(50_000, new Freshness.Seen(0, 7, 350)));
    assertThat(Files.readString(page))
        .containsSubsequence("| 1,000 | **400 ms**", "| 50,000 | **350 ms**")
        .contains("| 1.0 s of the clock | × 60 | 0.50 |")
        .doesNotContain("300 ms");
  }
}
