package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the repository's documentation keeps of the last soak: figures, a table and a chart. */
public final class SoakPage {
  private static final String SECTION = "soak";
  // In a folder of its own, as bench/ itself is for reports of side-by-side runs.
  private static final String DATA = "bench/soak/last.json";
  private static final int PARTS = 4;

  private final Path docs;

  /** That in this folder. */
  public SoakPage(Path docs) {
    this.docs = docs;
  }

  /** Puts a soak in place of the one before. */
  public void write(Soak soak) throws IOException {
    soak.write(docs.resolve(DATA));
    Files.writeString(docs.resolve("img/soak.svg"), SoakChart.of(soak));
    MarkedSection.write(
        docs.resolve("reliability.md"),
        SECTION,
        "![What a live job took, minute by minute](img/soak.svg)\n\n" + table(soak));
  }

  /** Each thing in the first and in the last quarter of the time. */
  public static String table(Soak soak) {
    List<Soak.Minute> minutes = soak.minutes();
    int quarter = Math.max(1, minutes.size() / PARTS);
    StringBuilder table =
        new StringBuilder(
            "| | first quarter, median | last quarter, median | most |\n|---|---|---|---|\n");
    List<Soak.Minute> first = minutes.subList(0, quarter);
    List<Soak.Minute> last = minutes.subList(minutes.size() - quarter, minutes.size());
    for (SoakSeries series : SoakSeries.ALL) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %1$s | %3$s%2$s | %4$s%2$s | %5$s%2$s |%n",
              series.title(),
              series.unit().isEmpty() ? "" : " " + series.unit(),
              SoakChart.figure(series.median(first)),
              SoakChart.figure(series.median(last)),
              SoakChart.figure(series.greatest(minutes))));
    }
    return table + "\n" + sentence(soak);
  }

  private static String sentence(Soak soak) {
    Map<String, Long> faults =
        soak.faults().stream()
            .collect(
                Collectors.groupingBy(Soak.Fault::service, TreeMap::new, Collectors.counting()));
    String killed =
        faults.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%d minutes at %,d events/s (event time × %.0f), %s, commit %s: `%s`. Killed: %s. Every minute of"
            + " event time had as many events as were sent.\n",
        soak.minutes().size(),
        soak.eventsPerSecond(),
        soak.speed(),
        soak.machine().date(),
        soak.machine().commit(),
        soak.machine().command(),
        killed.isEmpty() ? "none" : killed);
  }
}
