package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a bench found out.
 *
 * @param machine on what
 * @param data which events
 * @param loading what it took to bring them into Kafka
 * @param contenders who took part, in the order of the table
 * @param measurements of those whose results were right, in the order in which they ran
 * @param failures by contender: why it has no measurement
 */
public record BenchReport(
    Machine machine,
    Data data,
    Loading loading,
    List<Entry> contenders,
    List<Measurement> measurements,
    Map<String, String> failures) {
  /** Keeps copies. */
  public BenchReport {
    contenders = List.copyOf(contenders);
    measurements = List.copyOf(measurements);
    failures = Map.copyOf(failures);
  }

  /**
   * The events.
   *
   * @param events how many
   * @param days of event time that they span
   * @param users of the busiest day
   * @param rounds how often each contender ran
   * @param parallelism threads, subtasks or consumers of each contender
   */
  public record Data(long events, int days, long users, int rounds, int parallelism) {
    private static final double SECONDS_PER_DAY = 86_400;

    /** How busy the shop was. */
    public double eventsPerSecond() {
      return events / (days * SECONDS_PER_DAY);
    }
  }

  /**
   * The events' way into Kafka.
   *
   * @param seconds of the replay
   * @param brokerCpuSeconds of the three brokers together, with replication 3
   * @param storedBytes in the topic's log, one replica of it
   */
  public record Loading(double seconds, double brokerCpuSeconds, long storedBytes) {}

  /**
   * A contender.
   *
   * @param name on the command line
   * @param title in tables
   * @param checked what of its results is compared, in words
   */
  public record Entry(String name, String title, String checked) {}

  /** The runs of one contender. */
  public List<Measurement> of(String contender) {
    return measurements.stream().filter(each -> each.contender().equals(contender)).toList();
  }

  /** The summary of one contender's runs; empty where it has none. */
  public Optional<Summary> summary(String contender) {
    List<Measurement> runs = of(contender);
    return runs.isEmpty() ? Optional.empty() : Optional.of(Summary.of(runs, data.events()));
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    ResultFile.write(file, this);
  }

  /** Reads what {@link #write} has written. */
  public static BenchReport read(Path file) throws IOException {
    return ResultFile.read(file, BenchReport.class);
  }
}
