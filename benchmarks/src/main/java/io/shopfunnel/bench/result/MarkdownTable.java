package io.shopfunnel.bench.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The report as text for the documentation: how it was measured, the table, and the chart. */
public final class MarkdownTable {
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;
  private static final double MB = 1e6;
  private static final double PERCENT = 100;

  private MarkdownTable() {}

  /**
   * Renders the report.
   *
   * @param chart the chart's path, as seen from the document
   */
  public static String of(BenchReport report, String chart) {
    return introduction(report)
        + "\n"
        + table(report)
        + ours(report)
        + "\n![Events a second by contender](%s)\n".formatted(chart)
        + failures(report);
  }

  private static String introduction(BenchReport report) {
    Machine machine = report.machine();
    BenchReport.Data data = report.data();
    return text(
        """
        %s: %,d events over %d day(s), %.1f/s of event time; parallelism %d, %d round(s), in turns.
        Machine: %d cores (%s), %.0f GiB, %s, Java %s; brokers, InfluxDB and the contender
        on it together. %s. Commit %s.

            %s
        """,
        machine.date(),
        data.events(),
        data.days(),
        data.eventsPerSecond(),
        data.parallelism(),
        data.rounds(),
        machine.cores(),
        machine.processor(),
        machine.memoryBytes() / GIB,
        machine.system(),
        machine.java(),
        machine.versions(),
        machine.commit(),
        machine.command());
  }

  private static String table(BenchReport report) {
    return """
        | contender | events/s, median | min – max | CPU s, median (min – max) | CPU µs/event | allocated B/event | stopped for GC | peak memory | busy elsewhere | results equal |
        |---|---|---|---|---|---|---|---|---|---|
        """
        + report.contenders().stream()
            .map(entry -> row(report, entry))
            .collect(Collectors.joining());
  }

  private static String row(BenchReport report, BenchReport.Entry entry) {
    Optional<Summary> summary = report.summary(entry.name());
    if (summary.isEmpty()) {
      return "| %s | no run that counts | | | | | | | | see below |\n".formatted(entry.title());
    }
    Summary runs = summary.get();
    return text(
        "| %s | **%,.0f** | %,.0f – %,.0f | %.1f (%.1f – %.1f) | %.2f | %s | %s | %,.0f MiB | %.1f cores | %s |\n",
        entry.title(),
        runs.eventsPerSecond().median(),
        runs.eventsPerSecond().minimum(),
        runs.eventsPerSecond().maximum(),
        runs.cpuSeconds().median(),
        runs.cpuSeconds().minimum(),
        runs.cpuSeconds().maximum(),
        runs.microsPerEvent(),
        known("%,.0f", runs.allocatedPerEvent(), 1),
        known("%.1f %%", runs.stoppedShare(), PERCENT),
        runs.peakBytes() / MIB,
        runs.elsewhereCores(),
        entry.checked());
  }

  private static String known(String format, OptionalDouble value, double factor) {
    return value.isPresent() ? text(format, value.getAsDouble() * factor) : "–";
  }

  /** What only our own job is asked for. */
  private static String ours(BenchReport report) {
    List<BenchReport.Entry> jobs =
        report.contenders().stream()
            .filter(entry -> report.of(entry.name()).stream().anyMatch(MarkdownTable::isOurs))
            .toList();
    if (jobs.isEmpty()) {
      return "";
    }
    return """

        | | points written | points standing | between operators | checkpoints | the largest | the longest | a subtask stood still for one |
        |---|---|---|---|---|---|---|---|
        """
        + jobs.stream().map(entry -> oursRow(report, entry)).collect(Collectors.joining());
  }

  private static boolean isOurs(Measurement run) {
    return run.facts().containsKey(Facts.POINTS);
  }

  private static String oursRow(BenchReport report, BenchReport.Entry entry) {
    List<Measurement> runs = report.of(entry.name());
    return text(
        "| %s | %,.0f | %,.0f | %.0f B/event | %.0f | %,.0f MB | %,.0f ms | %,.0f ms at most |\n",
        entry.title(),
        median(runs, Facts.POINTS),
        median(runs, Facts.STANDING_POINTS),
        median(runs, Facts.SHUFFLE_BYTES) / report.data().events(),
        median(runs, Facts.CHECKPOINTS),
        greatest(runs, Facts.CHECKPOINT_BYTES) / MB,
        greatest(runs, Facts.CHECKPOINT_MILLIS),
        greatest(runs, Facts.CHECKPOINT_SYNC_MILLIS));
  }

  private static double median(List<Measurement> runs, String fact) {
    return Spread.of(runs.stream().map(run -> run.fact(fact)).toList()).median();
  }

  private static double greatest(List<Measurement> runs, String fact) {
    return Spread.of(runs.stream().map(run -> run.fact(fact)).toList()).maximum();
  }

  private static String failures(BenchReport report) {
    List<String> lines =
        report.contenders().stream()
            .filter(entry -> report.failures().containsKey(entry.name()))
            .map(
                entry -> "- %s: %s\n".formatted(entry.title(), report.failures().get(entry.name())))
            .toList();
    return lines.isEmpty() ? "" : "\nRuns that do not count:\n\n" + String.join("", lines);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
