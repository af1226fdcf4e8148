package io.shopfunnel.bench.result;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What several runs of one contender say together.
 *
 * @param runs how many
 * @param seconds from the beginning of consumption to complete results
 * @param eventsPerSecond the slowest, the median and the fastest run
 * @param cpuSeconds of its process
 * @param microsPerEvent CPU of its process, the median
 * @param peakBytes the greatest of all runs
 * @param allocatedPerEvent bytes on its heap, the median; empty where it does not live on one
 * @param stoppedShare the share of time for which its garbage collector stopped it, the median;
 *     empty as well
 * @param elsewhereCores how many cores were busy with other things, the median
 */
public record Summary(
    int runs,
    Spread seconds,
    Spread eventsPerSecond,
    Spread cpuSeconds,
    double microsPerEvent,
    long peakBytes,
    OptionalDouble allocatedPerEvent,
    OptionalDouble stoppedShare,
    double elsewhereCores) {
  private static final double MICROS = 1e6;

  static Summary of(List<Measurement> runs, long events) {
    Spread cpu = spread(runs, Measurement::cpuSeconds);
    return new Summary(
        runs.size(),
        spread(runs, Measurement::seconds),
        spread(runs, run -> events / run.seconds()),
        cpu,
        cpu.median() / events * MICROS,
        runs.stream().mapToLong(Measurement::peakBytes).max().orElse(0),
        median(runs, Facts.ALLOCATED_BYTES, run -> events),
        median(runs, Facts.STOPPED_SECONDS, Measurement::seconds),
        spread(runs, run -> run.elsewhereCpuSeconds() / run.seconds()).median());
  }

  /** Of a fact, each divided by something of its run. */
  private static OptionalDouble median(
      List<Measurement> runs, String fact, ToDoubleFunction<Measurement> divisor) {
    List<Double> values =
        runs.stream()
            .filter(run -> run.facts().containsKey(fact))
            .map(run -> run.fact(fact) / divisor.applyAsDouble(run))
            .toList();
    return values.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Spread.of(values).median());
  }

  private static Spread spread(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return Spread.of(runs.stream().mapToDouble(value).boxed().toList());
  }
}
