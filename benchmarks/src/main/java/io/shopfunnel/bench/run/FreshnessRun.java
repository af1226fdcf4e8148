package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.ProcessUsage;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Freshness;
import io.shopfunnel.stack.FlinkJobs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures how fresh a live job's numbers are, at one rate after the other. */
public final class FreshnessRun {
  private static final int SEED = 3;

  /** So long the reader looks on behind the last minute that counts, while events still come. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private final Plan plan;
  private final Lapse lapse;
  private final List<String> options;
  private final Display display;

  /**
   * How long it is measured, and how fast time goes.
   *
   * @param speed how much faster than the clock event time goes
   * @param warmUp how long the job runs before, by the clock
   * @param measured for how long, by the clock
   */
  public record Lapse(double speed, Duration warmUp, Duration measured) {}

  /**
   * A measurement.
   *
   * @param options further options of the job
   */
  public FreshnessRun(Plan plan, Lapse lapse, List<String> options, Display display) {
    this.plan = plan;
    this.lapse = lapse;
    this.options = List.copyOf(options);
    this.display = display;
  }

  /**
   * Runs it.
   *
   * @param rates events a second
   * @param receiver takes what was found at each rate
   * @throws BenchException where it cannot be done, or a minute's number is wrong
   */
  public void run(List<Integer> rates, Consumer<Freshness> receiver) {
    Folders.makeFor(plan);
    EventsMaker maker = new EventsMaker(plan, display);
    LiveEvents events = LiveEvents.ofNewUsers(maker.file(plan.events(), 1, SEED));
    try (Stack stack = Stack.start(plan, display)) {
      for (int rate : rates) {
        receiver.accept(measure(rate, events, maker, stack));
      }
    } finally {
      if (!plan.keepStack()) {
        Folders.delete(plan.directory().resolve("stack"));
      }
    }
  }

  private Freshness measure(int rate, LiveEvents events, EventsMaker maker, Stack stack) {
    FlinkRest flink = new FlinkRest(stack.services().flinkUrl());
    InfluxPoints influx = new InfluxPoints(stack.influxUrl());
    long taskManager = stack.freshTaskManager(flink);
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--parallelism", Integer.toString(plan.parallelism())));
    try (LiveJob job =
        LiveJob.start(stack, maker, events, "fresh-" + rate, rate, lapse.speed(), arguments)) {
      display.say("%,d events/s: warming up for %d s", rate, lapse.warmUp().toSeconds());
      job.watchFor(lapse.warmUp());
      long from = job.eventTime() + Duration.ofMinutes(1).toMillis();
      display.say("%,d events/s: measuring for %d s", rate, lapse.measured().toSeconds());
      double pointsBefore = influx.written();
      double cpuBefore = cpuSeconds(taskManager);
      job.watchFor(lapse.measured());
      long until = job.eventTime();
      job.watchFor(AFTERWARDS);
      Map<String, Double> facts = new HashMap<>();
      facts.put(Facts.CPU_SECONDS, cpuSeconds(taskManager) - cpuBefore);
      facts.put(Facts.POINTS, influx.written() - pointsBefore);
      facts.put(Facts.MEASURED_SECONDS, (double) lapse.measured().plus(AFTERWARDS).toSeconds());
      job.finish();
      facts.putAll(flink.facts(job.id()));
      checkNeverRestarted(stack.services().flinkJobs(), job.id());
      return new Freshness(
          MachineLook.at(plan),
          rate,
          lapse.speed(),
          LiveJob.BOUND.toMillis() / lapse.speed(),
          job.between(from, until),
          facts);
    }
  }

  private static double cpuSeconds(long pid) {
    try {
      return ProcessUsage.cpuSeconds(pid);
    } catch (IOException e) {
      throw new BenchException("the task manager has ended: " + e.getMessage(), e);
    }
  }

  private static void checkNeverRestarted(FlinkJobs jobs, String job) {
    if (!jobs.failure(job).isEmpty()) {
      throw new BenchException("the job failed: " + jobs.failure(job));
    }
  }
}
