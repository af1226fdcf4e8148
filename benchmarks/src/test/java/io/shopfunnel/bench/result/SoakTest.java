package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class SoakTest {
  private static final int MINUTES = 8;

  @TempDir private Path docs;

  /** In the fourth minute the task manager was away, and nothing of it could be read. */
  private static Soak soak() {
    return new Soak(
        TestingReports.MACHINE,
        20_000,
        60,
        IntStream.range(0, MINUTES).mapToObj(SoakTest::minute).toList(),
        List.of(new Soak.Fault(185, "taskmanager"), new Soak.Fault(365, "kafka-2")));
  }

  private static Soak.Minute minute(int minute) {
    double threads = minute == 3 ? Double.NaN : 60 + minute;
    return new Soak.Minute(
        minute, 3e8, 4e9, 100, threads, 5e7, 200, minute == 3 ? 30_000 : 900, 1.4);
  }

  @Test
  void theTableComparesTheFirstQuarterWithTheLast() {
    assertThat(SoakPage.table(soak()))
        .contains("| heap after collections | 300 MB | 300 MB | 300 MB |")
        .contains("| threads | 61 | 67 | 67 |")
        .contains("| a reader sees, p99 | 900 ms | 900 ms | 30,000 ms |")
        .contains("| busy cores, of all programs | 1.4 | 1.4 | 1.4 |")
        .contains("8 minutes at 20,000 events/s (event time × 60)")
        .contains("Killed: kafka-2 1, taskmanager 1.");
  }

  @Test
  void theChartIsXmlWithAStripForEachThingAndALineForEachFault() throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(SoakChart.of(soak()))));
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(SoakSeries.ALL.size());
    assertThat(SoakChart.of(soak()))
        .contains("class=\"fault\"", "<title>kafka-2</title>", "prefers-color-scheme: dark")
        .doesNotContain("NaN");
  }

  @Test
  void aMinuteOfWhichNothingIsKnownInterruptsTheLine() {
    String threads =
        SoakChart.of(soak())
            .lines()
            .filter(line -> line.startsWith("<path"))
            .skip(SoakSeries.ALL.indexOf(threads()))
            .findFirst()
            .orElseThrow();
    assertThat(threads.chars().filter(letter -> letter == 'M').count()).isEqualTo(2);
    assertThat(threads.chars().filter(letter -> letter == 'L').count()).isEqualTo(MINUTES - 3);
  }

  private static SoakSeries threads() {
    return SoakSeries.ALL.stream()
        .filter(series -> series.title().equals("threads"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePageKeepsTheLast() throws Exception {
    Path page = docs.resolve("reliability.md");
    Files.createDirectories(docs.resolve("img"));
    Files.writeString(page, "<!-- soak: written by bench, do not edit -->\n<!-- end of soak -->\n");
    new SoakPage(docs).write(soak());
    assertThat(Files.readString(page)).contains("](img/soak.svg)", "| threads |");
    assertThat(docs.resolve("img/soak.svg")).isNotEmptyFile();
    assertThat(Soak.read(docs.resolve("bench/soak/last.json"))).isEqualTo(soak());
  }

  @Test
  void itIsNotTakenForAReportOfContenders() throws Exception {
    Files.createDirectories(docs.resolve("img"));
    Files.writeString(
        docs.resolve("reliability.md"),
        "<!-- soak: written by bench, do not edit -->\n<!-- end of soak -->\n");
    new SoakPage(docs).write(soak());
    assertThat(new Documentation(docs).reports()).isEmpty();
  }
}
