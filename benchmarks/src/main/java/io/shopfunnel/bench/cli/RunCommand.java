package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.BarChart;
import io.shopfunnel.bench.result.BenchReport;
import io.shopfunnel.bench.result.Documentation;
import io.shopfunnel.bench.result.EventCount;
import io.shopfunnel.bench.result.MarkdownTable;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.bench.run.BenchRun;
import io.shopfunnel.bench.run.Display;
import io.shopfunnel.bench.run.Entrant;
import io.shopfunnel.bench.run.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Makes events, starts a stack of its own, and lets all contenders read the same topic by turns.",
      "A run counts only if its results are those that DuckDB finds in the CSV file."
    },
    footer = {
      "",
      "Examples:",
      "  A quick look:                bench run --events 1M --rounds 1 --no-docs",
      "  For the documentation:       bench run --rounds 3",
      "  All of December, ours only:  bench run --events 67.5M --rounds 1 --contenders bare,ours-full",
      "  Our job beside Flink SQL:    bench run --contenders ours-two,flink-sql --no-docs"
    })
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "4M",
      description = "How many events: 4M, 16M, 67.5M (${DEFAULT-VALUE}).")
  private EventCount events = new EventCount(4_000_000);

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "4M",
      description = "How many each process reads before it is measured (${DEFAULT-VALUE}).")
  private EventCount warmUp = new EventCount(4_000_000);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each contender runs (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads, subtasks or consumers of each contender, 1 to 6 (${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      description = "Contenders to run: all of them by default.")
  private List<String> contenders = new ArrayList<>();

  @Option(
      names = "--no-verify-all",
      description = "Compare two metrics of the full set only, not every point in the first round.")
  private boolean noVerifyAll;

  @Mixin private Workplace workplace = new Workplace();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Display display = new Display(System.out);
    Path results = workplace.out();
    BenchReport report = new BenchRun(plan(), display).run();
    String chart = BarChart.of(report);
    report.write(results.resolve("results.json"));
    Files.writeString(results.resolve("side-by-side.svg"), chart);
    Files.writeString(
        results.resolve("side-by-side.md"), MarkdownTable.of(report, "side-by-side.svg"));
    display.say("%n%s", MarkdownTable.of(report, results.resolve("side-by-side.svg").toString()));
    if (workplace.documents()) {
      document(workplace.docs(), report);
    }
    return report.failures().isEmpty() ? 0 : 1;
  }

  private static void document(Path docs, BenchReport report) {
    try {
      new Documentation(docs).add(report);
    } catch (IOException e) {
      throw new BenchException("The documentation cannot be written: " + e.getMessage(), e);
    }
  }

  private Plan plan() {
    Given given = new Given(spec);
    given.check("--rounds", rounds, 1, 100);
    given.check("--parallelism", parallelism, 1, 6);
    return new Plan(
        events.count(),
        warmUp.count(),
        rounds,
        parallelism,
        workplace.heapMb(given),
        entrants(),
        !noVerifyAll,
        workplace.root(),
        workplace.directory(),
        workplace.out(),
        workplace.keepsStack(),
        given.madeBy("bench"));
  }

  private List<Entrant> entrants() {
    if (contenders.isEmpty()) {
      return List.of(Entrant.values());
    }
    return contenders.stream()
        .map(
            id ->
                Entrant.ofId(id.strip())
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                spec.commandLine(),
                                "--contenders: there is no contender '%s'. There are: %s."
                                    .formatted(id, Entrant.ids()))))
        .distinct()
        .sorted()
        .toList();
  }
}
