package io.shopfunnel.bench.run;

import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.duckdb.Reference;
import io.shopfunnel.bench.result.BenchReport;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole bench: data, stack, competition, report. */
public final class BenchRun {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String TOPIC = "bench-events";
  private static final String WARM_UP_TOPIC = "bench-warm-up";
  private static final int SEED = 1;
  private static final int WARM_UP_SEED = 2;

  private final Plan plan;
  private final Display display;

  /** A bench that does what is planned. */
  public BenchRun(Plan plan, Display display) {
    this.plan = plan;
    this.display = display;
  }

  /**
   * Runs it.
   *
   * @throws BenchException where it cannot be done
   */
  public BenchReport run() {
    Folders.makeFor(plan);
    EventsMaker maker = new EventsMaker(plan, display);
    Events warmUp = prepared(maker, plan.warmUpEvents(), 1, WARM_UP_SEED, WARM_UP_TOPIC);
    Events events = prepared(maker, plan.events(), plan.days(), SEED, TOPIC);
    try (Stack stack = Stack.start(plan, display)) {
      maker.send(warmUp.csv(), warmUp.topic(), stack.brokers());
      BenchReport.Loading loading = load(maker, events, stack);
      Competition competition = competition(stack, warmUp, events);
      competition.run();
      return new BenchReport(
          MachineLook.at(plan),
          data(events),
          loading,
          plan.entrants().stream().map(entrant -> entrant.entry(plan.verifyAll())).toList(),
          competition.measurements(),
          competition.failures());
    } finally {
      if (!plan.keepStack()) {
        Folders.delete(plan.directory().resolve("stack"));
      }
    }
  }

  private BenchReport.Data data(Events events) {
    return new BenchReport.Data(
        events.count(),
        plan.days(),
        events.expected().fact(Reference.USERS),
        plan.rounds(),
        plan.parallelism());
  }

  private static Events prepared(EventsMaker maker, long count, int days, int seed, String topic) {
    Path csv = maker.file(count, days, seed);
    Results expected = maker.expected(csv);
    return new Events(csv, topic, count, expected);
  }

  private BenchReport.Loading load(EventsMaker maker, Events events, Stack stack) {
    StackUsage before = stack.usage();
    long start = System.nanoTime();
    maker.send(events.csv(), events.topic(), stack.brokers());
    double seconds = (System.nanoTime() - start) / NANOS;
    StackUsage used = stack.usage().since(before);
    return new BenchReport.Loading(
        seconds, used.brokers(), TopicSize.bytes(stack.brokers(), events.topic()));
  }

  private Competition competition(Stack stack, Events warmUp, Events events) {
    Runner inJvm = new JvmRunner(plan, stack, warmUp, events, display);
    Runner onCluster = new JobRunner(plan, stack, warmUp, events, display);
    Map<Entrant, Runner> runners = new EnumMap<>(Entrant.class);
    Map<String, String> failures = new LinkedHashMap<>();
    for (Entrant entrant : plan.entrants()) {
      ProductJob.obstacle(entrant, plan)
          .ifPresentOrElse(
              obstacle -> {
                failures.put(entrant.id(), obstacle);
                display.say("%s cannot run: %s", entrant.id(), obstacle);
              },
              () ->
                  runners.put(
                      entrant, entrant.place() == Entrant.Place.CLUSTER ? onCluster : inJvm));
    }
    return new Competition(runners, plan.rounds(), failures, display);
  }
}
