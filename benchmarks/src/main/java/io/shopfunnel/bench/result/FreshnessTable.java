package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the repository's documentation keeps of freshness: for each rate the last measurement. */
public final class FreshnessTable {
  private static final String SECTION = "freshness";
  private static final double MB = 1e6;
  private static final double P50 = 0.5;
  private static final double P99 = 0.99;

  private final Path docs;

  /** That in this folder. */
  public FreshnessTable(Path docs) {
    this.docs = docs;
  }

  /** Keeps a measurement in place of the one at the same rate, and writes the table anew. */
  public void add(Freshness freshness) throws IOException {
    freshness.write(data().resolve(freshness.eventsPerSecond() + ".json"));
    List<Freshness> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(data())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        all.add(Freshness.read(file));
      }
    }
    all.sort(Comparator.comparingInt(Freshness::eventsPerSecond));
    MarkedSection.write(docs.resolve("performance.md"), SECTION, of(all));
  }

  private Path data() {
    return docs.resolve("bench/fresh");
  }

  /** The table of measurements. */
  public static String of(List<Freshness> all) {
    StringBuilder table =
        new StringBuilder(
            """
            | events/s | p50 | p99 | max | minutes, events | disorder bound | event time | \
            task manager, cores | points/s | checkpoints, the largest, the longest | \
            a subtask stood still | on | commit |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """);
    all.forEach(each -> table.append(row(each)).append('\n'));
    return table.toString();
  }

  private static String row(Freshness of) {
    double seconds = of.facts().getOrDefault(Facts.MEASURED_SECONDS, 1.0);
    return String.format(
        Locale.ROOT,
        "| %,d | **%.0f ms** | **%.0f ms** | %.0f ms | %,d, %,d | %s of the clock | × %.0f | %.2f |"
            + " %,.0f | %.0f, %.1f MB, %.0f ms | %.0f ms | %s | %s |",
        of.eventsPerSecond(),
        of.quantile(P50),
        of.quantile(P99),
        of.quantile(1),
        of.seen().size(),
        of.events(),
        seconds(of.boundMillis()),
        of.speed(),
        of.facts().getOrDefault(Facts.CPU_SECONDS, 0.0) / seconds,
        of.facts().getOrDefault(Facts.POINTS, 0.0) / seconds,
        of.facts().getOrDefault(Facts.CHECKPOINTS, 0.0),
        of.facts().getOrDefault(Facts.CHECKPOINT_BYTES, 0.0) / MB,
        of.facts().getOrDefault(Facts.CHECKPOINT_MILLIS, 0.0),
        of.facts().getOrDefault(Facts.CHECKPOINT_SYNC_MILLIS, 0.0),
        of.machine().date(),
        of.machine().commit());
  }

  private static String seconds(double millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1_000);
  }
}
