package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.ProcessUsage;
import io.shopfunnel.bench.result.Freshness;
import io.shopfunnel.bench.result.Soak;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Runs a live job for long, kills a service now and then, and watches whether it takes more and
 * more of anything.
 */
public final class SoakRun {
  private static final int SEED = 3;
  private static final int SECONDS = 60;
  private static final double P99 = 0.99;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration LOOK_INTO_PROCESSES_EVERY = Duration.ofSeconds(5);
  private static final String TASK_MANAGER = "taskmanager";

  /** Whoever is killed, one after the other. */
  private static final List<String> VICTIMS =
      List.of(TASK_MANAGER, "kafka-2", "influxdb", "zookeeper-2", "jobmanager");

  private final Plan plan;
  private final Load load;
  private final Display display;

  /**
   * What the job bears, and for how long.
   *
   * @param rate events a second, by the clock
   * @param speed how much faster than the clock event time goes
   * @param warmUp how long the job runs before it is watched, by the clock
   * @param watched for how long, by the clock
   * @param faultEvery time between faults
   */
  public record Load(
      int rate, double speed, Duration warmUp, Duration watched, Duration faultEvery) {}

  /** One look into the processes. */
  private record Sample(
      double second,
      double heapBytes,
      double residentBytes,
      double fileHandles,
      double threads,
      double stateBytes,
      double checkpointMillis,
      double machineCpuSeconds) {}

  /** A soak. */
  public SoakRun(Plan plan, Load load, Display display) {
    this.plan = plan;
    this.load = load;
    this.display = display;
  }

  /**
   * Runs it.
   *
   * @throws BenchException where it cannot be done, or a minute's number is wrong
   */
  public Soak run() {
    Folders.makeFor(plan);
    EventsMaker maker = new EventsMaker(plan, display);
    // The same users come again: what is kept of them has an end.
    LiveEvents events = LiveEvents.ofReturningUsers(maker.file(plan.events(), 1, SEED));
    List<String> options = List.of("--parallelism", Integer.toString(plan.parallelism()));
    try (Stack stack = Stack.start(plan, display);
        LiveJob job =
            LiveJob.start(stack, maker, events, "soak", load.rate(), load.speed(), options)) {
      display.say("Warming up for %d s", load.warmUp().toSeconds());
      job.watchFor(load.warmUp());
      return watch(stack, job);
    } finally {
      if (!plan.keepStack()) {
        Folders.delete(plan.directory().resolve("stack"));
      }
    }
  }

  private Soak watch(Stack stack, LiveJob job) {
    long from = job.eventTime();
    long begin = System.nanoTime();
    List<Sample> samples = new ArrayList<>();
    List<Soak.Fault> faults = new ArrayList<>();
    CompletableFuture<Void> striking = CompletableFuture.completedFuture(null);
    FlinkRest flink = new FlinkRest(stack.services().flinkUrl());
    long sentBefore = job.sent();
    display.begin("soak", load.watched().toSeconds() * load.rate());
    while (seconds(begin) < load.watched().toSeconds()) {
      lookUnlessAway(job);
      if (seconds(begin) >= (samples.size() + 1) * LOOK_INTO_PROCESSES_EVERY.toSeconds()) {
        samples.add(sample(stack, flink, job.id(), seconds(begin)));
        display.progress(job.sent() - sentBefore);
      }
      if (seconds(begin) >= (faults.size() + 1) * load.faultEvery().toSeconds()) {
        String victim = VICTIMS.get(faults.size() % VICTIMS.size());
        faults.add(new Soak.Fault(seconds(begin), victim));
        display.say("kill -9 of %s", victim);
        // Beside the looking, which goes on while the service comes back.
        striking = striking.thenRunAsync(() -> killAndStart(stack, victim));
      }
      LiveJob.pause();
    }
    join(striking);
    long until = job.eventTime();
    job.finish();
    List<Freshness.Seen> seen = job.between(from, until);
    double start = job.secondsInto(from);
    List<Soak.Minute> minutes = new ArrayList<>();
    for (int minute = 0; minute < load.watched().toMinutes(); minute++) {
      int now = minute;
      minutes.add(
          minute(
              minute,
              samples.stream().filter(each -> (int) (each.second() / SECONDS) == now).toList(),
              seen.stream()
                  .filter(each -> (int) ((job.secondsInto(each.start()) - start) / SECONDS) == now)
                  .toList()));
    }
    return new Soak(MachineLook.at(plan), load.rate(), load.speed(), minutes, faults);
  }

  private static void killAndStart(Stack stack, String service) {
    stack.services().kill(service);
    stack.services().start(service);
  }

  private static void join(CompletableFuture<Void> striking) {
    try {
      striking.join();
    } catch (CompletionException e) {
      throw new BenchException("a service did not come back: " + e.getCause(), e);
    }
  }

  private static void lookUnlessAway(LiveJob job) {
    try {
      var unused = job.look();
    } catch (AwayException killed) {
      // It comes back, and then tells of what was meanwhile.
    }
  }

  /** What cannot be read while a service is away is not a number. */
  private static Sample sample(Stack stack, FlinkRest flink, String job, double second) {
    Optional<Long> pid = stack.services().pid(TASK_MANAGER);
    FlinkRest.Checkpoint checkpoint =
        unlessAway(() -> flink.lastCheckpoint(job)).orElse(FlinkRest.Checkpoint.NONE);
    return new Sample(
        second,
        unlessAway(() -> Optional.of(flink.heapBytes()))
            .filter(heap -> heap > 0)
            .orElse(Double.NaN),
        read(pid, ProcessUsage::residentBytes),
        read(pid, ProcessUsage::fileHandles),
        read(pid, ProcessUsage::threads),
        checkpoint.bytes(),
        checkpoint.millis(),
        read(pid, unused -> ProcessUsage.machineCpuSeconds()));
  }

  /** What is asked of a service. */
  @FunctionalInterface
  private interface Question<T> {
    Optional<T> ask();
  }

  /** What is read of a process. */
  @FunctionalInterface
  private interface Reading {
    double of(long pid) throws IOException;
  }

  private static <T> Optional<T> unlessAway(Question<T> question) {
    try {
      return question.ask();
    } catch (BenchException away) {
      return Optional.empty();
    }
  }

  private static double read(Optional<Long> pid, Reading reading) {
    try {
      return pid.isPresent() ? reading.of(pid.get()) : Double.NaN;
    } catch (IOException killed) {
      return Double.NaN;
    }
  }

  private static Soak.Minute minute(int minute, List<Sample> samples, List<Freshness.Seen> seen) {
    OptionalDouble heap =
        samples.stream().mapToDouble(Sample::heapBytes).filter(Double::isFinite).min();
    return new Soak.Minute(
        minute,
        heap.orElse(Double.NaN),
        most(samples, Sample::residentBytes),
        most(samples, Sample::fileHandles),
        most(samples, Sample::threads),
        last(samples, Sample::stateBytes),
        last(samples, Sample::checkpointMillis),
        seen.isEmpty() ? Double.NaN : Freshness.quantile(seen, P99),
        busyCores(samples));
  }

  private static double last(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream()
        .mapToDouble(value)
        .filter(Double::isFinite)
        .reduce((before, after) -> after)
        .orElse(Double.NaN);
  }

  /** A task manager that has just been started has little of anything. */
  private static double most(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return samples.stream().mapToDouble(value).filter(Double::isFinite).max().orElse(Double.NaN);
  }

  private static double busyCores(List<Sample> samples) {
    List<Sample> told =
        samples.stream().filter(each -> Double.isFinite(each.machineCpuSeconds())).toList();
    if (told.size() < 2) {
      return Double.NaN;
    }
    Sample first = told.get(0);
    Sample last = told.get(told.size() - 1);
    return (last.machineCpuSeconds() - first.machineCpuSeconds())
        / (last.second() - first.second());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / NANOS;
  }
}
