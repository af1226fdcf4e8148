package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the repository's documentation keeps of benches: for each number of events the last report,
 * as data, chart and table. A bench of another number of events leaves the others as they are.
 */
public final class Documentation {
  private static final String SECTION = "side by side";
  private static final String SUFFIX = ".json";

  private final Path docs;

  /** That in this folder. */
  public Documentation(Path docs) {
    this.docs = docs;
  }

  /** Keeps a report in place of the one of as many events, and writes all of them anew. */
  public void add(BenchReport report) throws IOException {
    report.write(data().resolve(size(report) + SUFFIX));
    Path chart = docs.resolve(chart(report));
    Files.createDirectories(chart.getParent());
    Files.writeString(chart, BarChart.of(report));
    List<String> sections = new ArrayList<>();
    for (BenchReport each : reports()) {
      sections.add(
          "### %s events\n\n%s".formatted(size(each), MarkdownTable.of(each, chart(each))));
    }
    MarkedSection.write(docs.resolve("performance.md"), SECTION, String.join("\n", sections));
  }

  /** All that are kept, the fewest events first. */
  public List<BenchReport> reports() throws IOException {
    if (!Files.isDirectory(data())) {
      return List.of();
    }
    List<BenchReport> reports = new ArrayList<>();
    try (Stream<Path> files = Files.list(data())) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
        reports.add(BenchReport.read(file));
      }
    }
    reports.sort(Comparator.comparingLong(report -> report.data().events()));
    return reports;
  }

  private Path data() {
    return docs.resolve("bench");
  }

  private static String chart(BenchReport report) {
    return "img/side-by-side-%s.svg".formatted(size(report));
  }

  private static String size(BenchReport report) {
    return new EventCount(report.data().events()).toString();
  }
}
