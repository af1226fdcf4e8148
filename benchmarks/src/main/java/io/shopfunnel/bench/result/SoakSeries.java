package io.shopfunnel.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One of the things that a soak watches.
 *
 * @param title what it is
 * @param unit of its values
 * @param logarithmic whether its values lie so far apart that they are drawn by their logarithm
 * @param value in a minute, in that unit
 */
record SoakSeries(
    String title, String unit, boolean logarithmic, ToDoubleFunction<Soak.Minute> value) {
  private static final double MB = 1e6;

  static final List<SoakSeries> ALL =
      List.of(
          of("heap after collections", "MB", minute -> minute.heapBytes() / MB),
          of("memory of the task manager", "MB", minute -> minute.residentBytes() / MB),
          of("open files and sockets", "", Soak.Minute::fileHandles),
          of("threads", "", Soak.Minute::threads),
          of("state in a checkpoint", "MB", minute -> minute.stateBytes() / MB),
          new SoakSeries("a checkpoint takes", "ms", true, Soak.Minute::checkpointMillis),
          new SoakSeries("a reader sees, p99", "ms", true, Soak.Minute::freshMillis),
          of("busy cores, of all programs", "", Soak.Minute::busyCores));

  private static SoakSeries of(String title, String unit, ToDoubleFunction<Soak.Minute> value) {
    return new SoakSeries(title, unit, false, value);
  }

  double[] values(List<Soak.Minute> minutes) {
    return minutes.stream().mapToDouble(value).toArray();
  }

  /** The median of what could be read; not a number where nothing could. */
  double median(List<Soak.Minute> minutes) {
    double[] sorted = Arrays.stream(values(minutes)).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  double greatest(List<Soak.Minute> minutes) {
    return Arrays.stream(values(minutes)).filter(Double::isFinite).max().orElse(Double.NaN);
  }
}
