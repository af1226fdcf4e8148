package io.shopfunnel.bench.scale;

import io.shopfunnel.bench.result.BenchReport;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Measurement;
import io.shopfunnel.bench.result.Spread;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What our job costs, as measured; all are medians of the runs of its full set.
 *
 * @param jobMicros CPU of the task manager for an event
 * @param brokerWriteMicros CPU of the brokers to take an event, three replicas together
 * @param brokerReadMicros CPU of the brokers to hand an event out
 * @param storedBytes of an event in the topic's log, packed, one replica
 * @param shuffleBytes of an event between the job's operators
 * @param checkpointBytesPerUser the largest checkpoint, divided by the users of the busiest day
 * @param pointsPerHour points written for an hour of event time, those that replace others too
 * @param writesPerPoint how often a point is written, the first time too
 * @param influxMicros CPU of InfluxDB for a point
 */
public record Costs(
    double jobMicros,
    double brokerWriteMicros,
    double brokerReadMicros,
    double storedBytes,
    double shuffleBytes,
    double checkpointBytesPerUser,
    double pointsPerHour,
    double writesPerPoint,
    double influxMicros) {
  private static final String OURS = "ours-full";
  private static final double MICROS = 1e6;
  private static final int HOURS = 24;

  /** One alone may be of the beginning, when hardly any user was known. */
  private static final int LEAST_CHECKPOINTS = 3;

  /**
   * The costs that a report tells.
   *
   * @throws IllegalArgumentException where our job's full set has no run that counts, or its runs
   *     were too short to tell how large its state gets
   */
  public static Costs of(BenchReport report) {
    List<Measurement> runs = report.of(OURS);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("they hold no run of " + OURS);
    }
    double events = report.data().events();
    double points = median(runs, run -> run.fact(Facts.POINTS));
    double checkpoint = median(runs, run -> run.fact(Facts.CHECKPOINT_BYTES));
    if (median(runs, run -> run.fact(Facts.CHECKPOINTS)) < LEAST_CHECKPOINTS) {
      throw new IllegalArgumentException(
          "the runs of %s were too short for %d checkpoints, so that nobody knows how large its"
                  .formatted(OURS, LEAST_CHECKPOINTS)
              + " state gets: measure more events, 16M or 67.5M");
    }
    return new Costs(
        median(runs, Measurement::cpuSeconds) / events * MICROS,
        report.loading().brokerCpuSeconds() / events * MICROS,
        median(runs, Measurement::brokerCpuSeconds) / events * MICROS,
        report.loading().storedBytes() / events,
        median(runs, run -> run.fact(Facts.SHUFFLE_BYTES)) / events,
        checkpoint / report.data().users(),
        points / report.data().days() / HOURS,
        points / median(runs, run -> run.fact(Facts.STANDING_POINTS)),
        median(runs, Measurement::influxCpuSeconds) / points * MICROS);
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return Spread.of(runs.stream().mapToDouble(value).boxed().toList()).median();
  }
}
