package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.ProcessUsage;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Freshness;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.InfluxDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Measures how fresh a live job's numbers are, at one rate after the other. */
public final class FreshnessRun {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DECEMBER = 1_575_158_400_000L;
  private static final int PARTITIONS = 6;
  private static final int SEED = 3;
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So long the reader looks on behind the last minute that counts, while events still come. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

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
    try {
      Files.createDirectories(plan.out());
      Files.createDirectories(plan.directory());
    } catch (IOException e) {
      throw new BenchException("cannot make the folders: " + e.getMessage(), e);
    }
    EventsMaker maker = new EventsMaker(plan, display);
    LiveEvents events = LiveEvents.of(maker.file(plan.events(), 1, SEED));
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
    String topic = "fresh-" + rate;
    String database = "fresh_" + rate;
    FlinkRest flink = new FlinkRest(stack.services().flinkUrl());
    InfluxPoints influx = new InfluxPoints(stack.influxUrl());
    maker.topics(topic, stack.brokers());
    new InfluxDatabase(stack.influxUrl(), database).create();
    long taskManager = stack.freshTaskManager(flink);
    String job = submit(stack, topic, database);
    SentWindows windows = new SentWindows(DECEMBER, BOUND, PARTITIONS);
    SteadyProducer.Pace pace = new SteadyProducer.Pace(DECEMBER, rate, lapse.speed());
    WindowWatch watch = new WindowWatch(influx, database, windows);
    try (SteadyProducer producer =
        new SteadyProducer(stack.brokers(), topic, PARTITIONS, events, windows, pace)) {
      producer.start();
      display.say("%,d events/s: warming up for %d s", rate, lapse.warmUp().toSeconds());
      watchFor(lapse.warmUp(), watch, producer);
      long from = pace.eventTime(producer.sent()) + Duration.ofMinutes(1).toMillis();
      display.say("%,d events/s: measuring for %d s", rate, lapse.measured().toSeconds());
      double pointsBefore = influx.written();
      double cpuBefore = cpuSeconds(taskManager);
      watchFor(lapse.measured(), watch, producer);
      long until = pace.eventTime(producer.sent());
      watchFor(AFTERWARDS, watch, producer);
      Map<String, Double> facts = new HashMap<>();
      facts.put(Facts.CPU_SECONDS, cpuSeconds(taskManager) - cpuBefore);
      facts.put(Facts.POINTS, influx.written() - pointsBefore);
      facts.put(Facts.MEASURED_SECONDS, (double) lapse.measured().plus(AFTERWARDS).toSeconds());
      producer.end();
      awaitAll(watch);
      facts.putAll(flink.facts(job));
      checkNeverRestarted(stack.services().flinkJobs(), job);
      return new Freshness(
          MachineLook.at(plan),
          rate,
          lapse.speed(),
          BOUND.toMillis() / lapse.speed(),
          watch.between(from, until),
          facts);
    } finally {
      end(stack.services().flinkJobs(), flink, job);
    }
  }

  private String submit(Stack stack, String topic, String database) {
    List<String> arguments = new ArrayList<>(List.of("--brokers", stack.brokers()));
    arguments.addAll(List.of("--topic", topic, "--group-id", topic));
    arguments.addAll(List.of("--dead-letter-topic", topic + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", topic + ".late"));
    arguments.addAll(List.of("--max-out-of-orderness", BOUND.toSeconds() + "s"));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(List.of("--parallelism", Integer.toString(plan.parallelism())));
    arguments.addAll(options);
    FlinkJobs.Submission submission = stack.submit(arguments);
    if (submission.jobId().isEmpty()) {
      throw new BenchException("the job was not accepted: " + submission.output());
    }
    return submission.jobId();
  }

  private static double cpuSeconds(long pid) {
    try {
      return ProcessUsage.cpuSeconds(pid);
    } catch (IOException e) {
      throw new BenchException("the task manager has ended: " + e.getMessage(), e);
    }
  }

  private static void watchFor(Duration time, WindowWatch watch, SteadyProducer producer) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      var unused = watch.look();
      var unusedToo = producer.sent();
      FlinkRest.sleep(LOOK_EVERY);
    }
  }

  private static void awaitAll(WindowWatch watch) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!watch.look()) {
      if (System.nanoTime() > deadline) {
        throw new BenchException(
            "after %.0f s a minute still lacks events in InfluxDB"
                .formatted(PATIENCE.toNanos() / NANOS));
      }
      FlinkRest.sleep(LOOK_EVERY);
    }
  }

  private static void checkNeverRestarted(FlinkJobs jobs, String job) {
    if (!jobs.failure(job).isEmpty()) {
      throw new BenchException("the job failed: " + jobs.failure(job));
    }
  }

  /** The next rate begins without it. */
  private static void end(FlinkJobs jobs, FlinkRest flink, String job) {
    flink.cancel(job);
    while (!jobs.find(job).isOver()) {
      FlinkRest.sleep(FlinkRest.SOON);
    }
  }
}
