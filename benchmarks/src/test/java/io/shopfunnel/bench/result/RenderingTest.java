package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class RenderingTest {
  private final BenchReport report = TestingReports.small();

  @Test
  void theTableShowsAllContendersAndWhyOneHasNoFigures() {
    String text = MarkdownTable.of(report, "img/bench.svg");
    assertThat(text)
        .contains(
            "| our job, full set | **100,000** | 50,000 – 125,000 | 12.0 (11.0 – 16.0) | 12.00 | 1,500 | 2.0 % | 103 MiB | 0.3 cores | events, funnel |")
        .contains(
            "| our job, full set | 50,000 | 40,000 | 120 B/event | 3 | 2 MB | 200 ms | 30 ms at most |")
        .contains("| Flink SQL | no run that counts |")
        .contains("- Flink SQL: round 2: 1 result differs")
        .contains("![Events a second by contender](img/bench.svg)")
        .contains("1,000,000 events over 1 day(s), 11.6/s of event time")
        .contains("    make bench\n");
  }

  @Test
  void theChartIsXmlWithABarForEachThatRan() throws Exception {
    String svg = BarChart.of(report);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    // The background is one too.
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(svg)
        .contains("no run that counts", ">100,000<", "prefers-color-scheme: dark")
        .contains("Events a second, 1,000,000 events");
  }

  @Test
  void linesStandAtRoundNumbers() {
    assertThat(BarChart.step(2_000_000)).isEqualTo(500_000);
    assertThat(BarChart.step(1_100_000)).isEqualTo(200_000);
    assertThat(BarChart.step(590_000)).isEqualTo(100_000);
  }

  @Test
  void aFileHoldsAllOfTheReport(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("target/results.json");
    report.write(file);
    assertThat(BenchReport.read(file)).isEqualTo(report);
  }

  @Test
  void onlyTheMarkedSectionIsReplaced() {
    String document =
        "before\n<!-- x: written by bench, do not edit -->\nold\n<!-- end of x -->\nafter\n";
    String once = MarkedSection.replaced(document, "x", "new\n");
    assertThat(once)
        .isEqualTo(
            "before\n<!-- x: written by bench, do not edit -->\n\nnew\n\n<!-- end of x -->\nafter\n");
    assertThat(MarkedSection.replaced(once, "x", "new")).isEqualTo(once);
    assertThatThrownBy(() -> MarkedSection.replaced("nothing", "x", "new"))
        .hasMessageContaining("end of x");
  }
}
