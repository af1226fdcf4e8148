package io.shopfunnel.bench.scale;

import io.shopfunnel.bench.result.BenchReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model's answers as text for the documentation. */
public final class ScaleTables {
  private static final List<Double> RATES = List.of(10e3, 100e3, 1e6);
  private static final List<Double> USERS = List.of(1e6, 10e6, 100e6);
  private static final double MB = 1e6;
  private static final double GB = 1e9;
  private static final double TB = 1e12;
  private static final double PERCENT = 100;
  private static final double THOUSAND = 1000;

  private final BenchReport report;
  private final Costs costs;
  private final Sizing sizing;
  private final ScaleModel model;

  private ScaleTables(BenchReport report, Sizing sizing) {
    this.report = report;
    this.costs = Costs.of(report);
    this.sizing = sizing;
    this.model = new ScaleModel(costs, sizing);
  }

  /**
   * Renders all tables.
   *
   * @throws IllegalArgumentException where the report lacks what the model is made of
   */
  public static String of(BenchReport report, Sizing sizing) {
    ScaleTables tables = new ScaleTables(report, sizing);
    return String.join(
        "\n", tables.measured(), tables.byRate(), tables.together(), tables.points());
  }

  private String measured() {
    return text(
        """
        Measured on %s (%,d events, %d round(s), %d cores, %s; commit %s):

        | what | figure |
        |---|---|
        | CPU of the task manager | %.2f µs an event |
        | CPU of the brokers, taking (3 replicas) and handing out | %.2f + %.2f µs an event |
        | an event in the topic, packed | %.0f bytes |
        | an event between the job's operators, all hops | %.0f bytes |
        | the largest checkpoint, by users of the busiest day (%,d) | %.0f bytes a user |
        | points written, for an hour of event time | %,.0f, each %.2f times |
        | CPU of InfluxDB | %.1f µs a point |

        Assumed: task managers with %d cores and slots and %.0f GB of heap; %.0f %% of their CPU in use,
        the rest to catch up with; %.0f bytes of heap for a byte of state; at most %.0f MB/s into a
        partition; %d replicas; a whole checkpoint every %.0f s; each event kept for %,.0f s of event time,
        its allowed lateness and disorder, in %.0f bytes.
        """,
        report.machine().date(),
        report.data().events(),
        report.data().rounds(),
        report.machine().cores(),
        report.machine().processor(),
        report.machine().commit(),
        costs.jobMicros(),
        costs.brokerWriteMicros(),
        costs.brokerReadMicros(),
        costs.storedBytes(),
        costs.shuffleBytes(),
        report.data().users(),
        costs.checkpointBytesPerUser(),
        costs.pointsPerHour(),
        costs.writesPerPoint(),
        costs.influxMicros(),
        sizing.cores(),
        sizing.heapBytes() / GB,
        sizing.busy() * 100,
        sizing.heapPerStateByte(),
        sizing.partitionBytesPerSecond() / MB,
        sizing.replicas(),
        sizing.checkpointSeconds(),
        sizing.recentSeconds(),
        sizing.recentEventBytes());
  }

  private String byRate() {
    return """
        ## By events a second

        | events/s | job, cores busy | brokers, cores busy | into Kafka | between brokers | out to the job | within the job | topic, a day | recent events kept | InfluxDB, at most | of one core |
        |---|---|---|---|---|---|---|---|---|---|---|
        """
        + RATES.stream().map(this::rateRow).collect(Collectors.joining());
  }

  private String rateRow(double rate) {
    return text(
        "| %,.0f | %.2f | %.2f | %.1f MB/s | %.1f MB/s | %.1f MB/s | %.1f MB/s | %.2f TB | %.1f GB | %.1f points/s | %.3f %% |\n",
        rate,
        model.jobCores(rate),
        model.brokerCores(rate),
        model.producedBytes(rate) / MB,
        model.replicatedBytes(rate) / MB,
        model.producedBytes(rate) / MB,
        model.shuffledBytes(rate) / MB,
        model.storedBytesPerDay(rate) / TB,
        model.recentBytes(rate) / GB,
        model.mostPointsPerSecond(),
        model.influxCores(model.mostPointsPerSecond()) * PERCENT);
  }

  private String together() {
    return """
        ## By events a second and users a day

        | events/s | users a day | users' state | checkpoint | to the checkpoints' store | heap | task managers (for CPU, for memory) | partitions |
        |---|---|---|---|---|---|---|---|
        """
        + RATES.stream()
            .flatMap(rate -> USERS.stream().map(users -> togetherRow(rate, users)))
            .collect(Collectors.joining());
  }

  private String togetherRow(double rate, double users) {
    long taskManagers = model.taskManagers(rate, users);
    return text(
        "| %,.0f | %,.0f | %.1f GB | %.1f GB | %.1f MB/s | %.0f GB | **%d** (%d, %d) | %s |\n",
        rate,
        users,
        model.userBytes(users) / GB,
        model.checkpointBytes(rate, users) / GB,
        model.checkpointBytesPerSecond(rate, users) / MB,
        model.heapBytes(rate, users) / GB,
        taskManagers,
        model.taskManagersForEvents(rate),
        model.taskManagersForState(rate, users),
        partitions(rate, taskManagers));
  }

  private String partitions(double rate, long taskManagers) {
    return taskManagers * sizing.cores() <= sizing.mostSubtasks()
        ? Long.toString(model.partitions(rate, taskManagers))
        : "over %d slots: fewer, larger task managers".formatted(sizing.mostSubtasks());
  }

  private String points() {
    double most = model.mostPointsPerSecond();
    return text(
        """
        ## InfluxDB

        The job wrote %.2f points for a second of event time, at %,.0f events/s. With all groups in all
        windows it is %.1f points/s, and no more at any rate: windows and groups are bounded, and events
        only raise their counts. That is %.3f %% of a core of InfluxDB at 10 k, 100 k and 1 M events/s
        alike. (How often a point is written is taken as measured; a busier shop may amend more of them.)
        A backfill writes the points of the time that it covers: one that runs a thousand times faster
        than the shop writes up to %,.0f points/s, and keeps %.2f cores of InfluxDB busy.
        """,
        model.pointsPerSecond(),
        report.data().eventsPerSecond(),
        most,
        model.influxCores(most) * PERCENT,
        most * THOUSAND,
        model.influxCores(most * THOUSAND));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
