package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.Freshness;
import io.shopfunnel.bench.result.FreshnessTable;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.bench.run.Display;
import io.shopfunnel.bench.run.FreshnessRun;
import io.shopfunnel.bench.run.Plan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures how fresh a live job's numbers are. */
@Command(
    name = "fresh",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a stack of its own, sends events at a steady rate to a live job, and asks InfluxDB",
      "again and again. Tells how long it takes from when the watermark may close a minute (an event",
      "a minute's end and the disorder bound later was handed to Kafka, in each partition) until a",
      "reader sees all of the minute's events. Fails if a minute has another number of events."
    },
    footer = {
      "",
      "Examples:",
      "  For the documentation:       bench fresh",
      "  A quick look:                bench fresh --rates 1000 --warm-up 40 --seconds 20 --no-docs",
      "  As the clock goes:           bench fresh --rates 10000 --speed 1 --seconds 600 --no-docs"
    })
final class FreshCommand implements Callable<Integer> {
  private static final int ROWS = 400_000;
  private static final int MOST_RATE = 1_000_000;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000,10000,50000",
      description = "Events a second, by the clock (${DEFAULT-VALUE}).")
  private List<Integer> rates = new ArrayList<>();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "How much faster than the clock event time goes (${DEFAULT-VALUE}): 60 closes a minute a"
              + " second.")
  private double speed;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description =
          "How long each job runs before it is measured (${DEFAULT-VALUE}): until it has"
              + " caught up with what came while it started.")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long each rate is measured (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Subtasks of the job, 1 to 6 (${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--job-option",
      paramLabel = "TEXT",
      description = "A further word of the job's command line; may be given again and again.")
  private List<String> jobOptions = new ArrayList<>();

  @Mixin private Workplace workplace = new Workplace();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Given given = new Given(spec);
    given.check("--warm-up", warmUpSeconds, 0, 3_600);
    given.check("--seconds", seconds, 1, 86_400);
    given.check("--parallelism", parallelism, 1, 6);
    rates.forEach(rate -> given.check("--rates", rate, 1, MOST_RATE));
    if (!(speed >= 1 && speed <= 600)) {
      throw new ParameterException(
          spec.commandLine(), "--speed %s should be a number from 1 to 600.".formatted(speed));
    }
    Display display = new Display(System.out);
    FreshnessRun.Lapse lapse =
        new FreshnessRun.Lapse(
            speed, Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
    List<Freshness> found = new ArrayList<>();
    new FreshnessRun(plan(given), lapse, jobOptions, display)
        .run(
            rates,
            freshness -> {
              found.add(freshness);
              keep(freshness);
            });
    display.say("%n%s", FreshnessTable.of(found));
    return 0;
  }

  private void keep(Freshness freshness) {
    try {
      freshness.write(
          workplace.out().resolve("fresh-%d.json".formatted(freshness.eventsPerSecond())));
      if (workplace.documents()) {
        new FreshnessTable(workplace.docs()).add(freshness);
      }
    } catch (IOException e) {
      throw new BenchException("The results cannot be written: " + e.getMessage(), e);
    }
  }

  private Plan plan(Given given) {
    return new Plan(
        ROWS,
        ROWS,
        1,
        parallelism,
        workplace.heapMb(given),
        List.of(),
        false,
        workplace.root(),
        workplace.directory(),
        workplace.out(),
        workplace.keepsStack(),
        given.madeBy("bench-fresh"));
  }
}
