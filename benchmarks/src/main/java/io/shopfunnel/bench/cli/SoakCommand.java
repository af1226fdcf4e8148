package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.Soak;
import io.shopfunnel.bench.result.SoakPage;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.bench.run.Display;
import io.shopfunnel.bench.run.Plan;
import io.shopfunnel.bench.run.SoakRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Watches a live job for long. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a stack of its own, sends events at a steady rate to a live job for an hour,",
      "and kills a service every few minutes (task manager, broker, InfluxDB, ZooKeeper,",
      "job manager by turns), which is started again at once. Watches heap, memory, open",
      "files, threads, state, checkpoints and how fresh the numbers are. Fails if a minute",
      "of event time has another number of events than were sent. The brokers keep all that",
      "they are sent until it is over: 12 GB of disk in an hour at the default rate."
    },
    footer = {
      "",
      "Examples:",
      "  For the documentation:  bench soak",
      "  A quick look:           bench soak --minutes 4 --fault-every 60 --no-docs"
    })
final class SoakCommand implements Callable<Integer> {
  /** After how much event time the same users come again. */
  private static final Duration USERS_RETURN_AFTER = Duration.ofMinutes(100);

  /** A lower rate has no fewer users: they come again later. */
  private static final int FEWEST_ROWS = 400_000;

  /** A higher rate has no more users, as the bench holds all rows in memory: they come sooner. */
  private static final int MOST_ROWS = 4_000_000;

  private static final int MOST_RATE = 1_000_000;
  private static final int MOST_SPEED = 600;
  private static final int DAY = 86_400;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "12000",
      description =
          "Events a second, by the clock (${DEFAULT-VALUE}). A higher rate has more users, so that"
              + " they come again after 100 minutes of event time.")
  private int rate;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "120",
      description =
          "How much faster than the clock event time goes (${DEFAULT-VALUE}): with 120 a day ends"
              + " every 12 minutes.")
  private int speed;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long the job runs before it is watched (${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long it is watched (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--fault-every",
      paramLabel = "SECONDS",
      defaultValue = "480",
      description = "Time between faults (${DEFAULT-VALUE}).")
  private int faultSeconds;

  @Mixin private Workplace workplace = new Workplace();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Given given = new Given(spec);
    given.check("--rate", rate, 1, MOST_RATE);
    given.check("--speed", speed, 1, MOST_SPEED);
    given.check("--warm-up", warmUpSeconds, 0, DAY);
    given.check("--minutes", minutes, 1, DAY);
    given.check("--fault-every", faultSeconds, 1, DAY);
    Display display = new Display(System.out);
    SoakRun.Load load =
        new SoakRun.Load(
            rate,
            speed,
            Duration.ofSeconds(warmUpSeconds),
            Duration.ofMinutes(minutes),
            Duration.ofSeconds(faultSeconds));
    Soak soak = new SoakRun(plan(given), load, display).run();
    try {
      soak.write(workplace.out().resolve("soak.json"));
      if (workplace.documents()) {
        new SoakPage(workplace.docs()).write(soak);
      }
    } catch (IOException e) {
      throw new BenchException("The results cannot be written: " + e.getMessage(), e);
    }
    display.say("%n%s", SoakPage.table(soak));
    return 0;
  }

  private Plan plan(Given given) {
    // As many users as the rate brings in that time, so that a higher rate is a larger shop.
    long inThatTime = rate * USERS_RETURN_AFTER.toSeconds() / speed;
    long rows = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, inThatTime));
    return new Plan(
        rows,
        rows,
        1,
        2,
        workplace.heapMb(given),
        List.of(),
        false,
        workplace.root(),
        workplace.directory(),
        workplace.out(),
        workplace.keepsStack(),
        given.madeBy("soak"));
  }
}
