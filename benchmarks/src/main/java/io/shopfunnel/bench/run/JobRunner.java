package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.HeapUse;
import io.shopfunnel.bench.contender.HeapWatch;
import io.shopfunnel.bench.contender.ProcessUsage;
import io.shopfunnel.bench.result.Comparison;
import io.shopfunnel.bench.result.Facts;
import io.shopfunnel.bench.result.Measurement;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.InfluxDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs our job on the stack's cluster, whose task manager is new for each run. What is measured is
 * the task manager: its CPU and its heap from before the job's submission to its end; the time is
 * Flink's own, from when the job ran to when it had finished, which is when InfluxDB has taken the
 * last point.
 */
final class JobRunner implements Runner {
  private static final String WARM_UP_DATABASE = "bench_warm_up";
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Flink works its answers out on the cores that the job runs on, so it is not asked often. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Plan plan;
  private final Stack stack;
  private final Events warmUp;
  private final Events events;
  private final Display display;
  private final FlinkRest flink;
  private final InfluxPoints points;

  JobRunner(Plan plan, Stack stack, Events warmUp, Events events, Display display) {
    this.plan = plan;
    this.stack = stack;
    this.warmUp = warmUp;
    this.events = events;
    this.display = display;
    this.flink = new FlinkRest(stack.services().flinkUrl());
    this.points = new InfluxPoints(stack.influxUrl());
  }

  @Override
  public Measurement run(Entrant entrant, int round) {
    List<String> options = ProductJob.options(entrant, plan);
    String database = "bench_" + entrant.id();
    empty(WARM_UP_DATABASE);
    empty(database);
    long taskManager = stack.freshTaskManager(flink);
    var unused = finish(warmUp, WARM_UP_DATABASE, options, false);
    display.begin(entrant.id() + "-" + round, events.count());
    try (HeapWatch heapWatch = HeapWatch.of(taskManager)) {
      ProcessUsage.resetPeak(taskManager);
      double pointsBefore = points.written();
      double cpuBefore = ProcessUsage.cpuSeconds(taskManager);
      StackUsage before = stack.usage();
      long start = System.nanoTime();
      heapWatch.start();
      String job = finish(events, database, options, true);
      HeapUse heap = heapWatch.stop();
      StackUsage used = stack.usage().since(before);
      double elapsed = (System.nanoTime() - start) / NANOS;
      double cpu = ProcessUsage.cpuSeconds(taskManager) - cpuBefore;
      long peak = ProcessUsage.peakBytes(taskManager);
      Map<String, Double> facts = new HashMap<>(JvmRunner.facts(heap));
      facts.putAll(flink.facts(job));
      facts.put(Facts.POINTS, points.written() - pointsBefore);
      facts.put(Facts.STANDING_POINTS, points.standing(database));
      check(entrant, round, database);
      double seconds = flink.seconds(job);
      return new Measurement(
          entrant.id(),
          round,
          seconds,
          cpu,
          peak,
          used.brokers(),
          used.influx(),
          // Taken as even: submitting the job is elsewhere too, and comes before its time.
          used.elsewhere(cpu) * seconds / elapsed,
          facts);
    } catch (IOException e) {
      throw new BenchException("the task manager cannot be watched: " + e.getMessage(), e);
    }
  }

  private void empty(String database) {
    InfluxDatabase influx = new InfluxDatabase(stack.influxUrl(), database);
    influx.drop();
    influx.create();
  }

  /** Runs the job over the events, and waits until it has finished. */
  private String finish(Events of, String database, List<String> options, boolean shown) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("--bounded", "true", "--brokers", stack.brokers()));
    arguments.addAll(List.of("--topic", of.topic(), "--group-id", of.topic()));
    arguments.addAll(List.of("--dead-letter-topic", of.topic() + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", of.topic() + ".late"));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(List.of("--parallelism", Integer.toString(plan.parallelism())));
    FlinkJobs jobs = stack.services().flinkJobs();
    FlinkJobs.Submission submission = stack.submit(arguments);
    if (submission.jobId().isEmpty()) {
      throw new BenchException("it was not accepted: " + submission.output());
    }
    String job = submission.jobId();
    while (!jobs.find(job).isOver()) {
      if (shown) {
        jobs.recordsRead(job).ifPresent(display::progress);
      }
      FlinkRest.sleep(LOOK_EVERY);
    }
    // One that was restarted took longer than it takes.
    if (!jobs.find(job).isFinished() || !jobs.failure(job).isEmpty()) {
      throw new BenchException("the job failed: " + jobs.failure(job));
    }
    return job;
  }

  private void check(Entrant entrant, int round, String database) {
    String wrong =
        Comparison.differences(
            events.expected(), points.read(database), entrant.checked().families());
    if (!wrong.isEmpty()) {
      throw new BenchException(wrong);
    }
    if (entrant == Entrant.OURS_FULL && round == 1 && plan.verifyAll()) {
      verify(database);
    }
  }

  /** Every point of every measurement, by the product's own oracle. */
  private void verify(String database) {
    display.say("  verify compares every point of it");
    List<String> arguments =
        List.of(
            "verify",
            "--influx-url",
            stack.influxUrl().toString(),
            "--database",
            database,
            "--temp-dir",
            plan.directory().resolve("verify").toString(),
            events.csv().toString());
    Path jar = plan.root().resolve("verify/target/verify.jar");
    Path log = plan.out().resolve("verify.log");
    StringBuilder said = new StringBuilder();
    long start = System.nanoTime();
    try {
      Program.jar(jar, arguments, log).run(line -> said.append(line).append('\n'));
      display.say("  every point is right; that took %.0f s", (System.nanoTime() - start) / NANOS);
    } catch (BenchException e) {
      throw new BenchException("verify found differences: " + said, e);
    }
  }
}
