package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.Soak;
import io.shopfunnel.bench.result.SoakPage;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.bench.run.Display;
import io.shopfunnel.bench.run.Plan;
import io.shopfunnel.bench.run.SoakRun;
import io.shopfunnel.stack.StackLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      "of event time has another number of events than were sent."
    },
    footer = {
      "",
      "Examples:",
      "  For the documentation:  bench soak",
      "  A quick look:           bench soak --minutes 4 --fault-every 60 --no-docs"
    })
final class SoakCommand implements Callable<Integer> {
  private static final int ROWS = 400_000;
  private static final int MOST_RATE = 1_000_000;
  private static final int MOST_SPEED = 600;
  private static final int DAY = 86_400;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "12000",
      description = "Events a second, by the clock (${DEFAULT-VALUE}).")
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

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "4096",
      description = "Heap of the task manager (${DEFAULT-VALUE}).")
  private int heapMb;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "For data and the stack (var/bench in the repository).")
  private @Nullable Path directory;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For results and logs (target/bench in the repository).")
  private @Nullable Path out;

  @Option(names = "--no-docs", description = "Leave docs/reliability.md as it is.")
  private boolean noDocs;

  @Option(names = "--keep-stack", description = "Leave the stack's data and logs when done.")
  private boolean keepStack;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Given given = new Given(spec);
    given.check("--rate", rate, 1, MOST_RATE);
    given.check("--speed", speed, 1, MOST_SPEED);
    given.check("--warm-up", warmUpSeconds, 0, DAY);
    given.check("--minutes", minutes, 1, DAY);
    given.check("--fault-every", faultSeconds, 1, DAY);
    given.check("--heap", heapMb, 512, 1 << 20);
    Path root = StackLayout.findRoot();
    Path results = out == null ? root.resolve("target/bench") : out;
    Display display = new Display(System.out);
    SoakRun.Load load =
        new SoakRun.Load(
            rate,
            speed,
            Duration.ofSeconds(warmUpSeconds),
            Duration.ofMinutes(minutes),
            Duration.ofSeconds(faultSeconds));
    Soak soak = new SoakRun(plan(given, root, results), load, display).run();
    try {
      soak.write(results.resolve("soak.json"));
      if (!noDocs) {
        new SoakPage(root.resolve("docs")).write(soak);
      }
    } catch (IOException e) {
      throw new BenchException("The results cannot be written: " + e.getMessage(), e);
    }
    display.say("%n%s", SoakPage.table(soak));
    return 0;
  }

  private Plan plan(Given given, Path root, Path results) {
    return new Plan(
        ROWS,
        ROWS,
        1,
        2,
        heapMb,
        List.of(),
        false,
        root,
        directory == null ? root.resolve("var/bench") : directory,
        results,
        keepStack,
        given.madeBy("soak"));
  }
}
