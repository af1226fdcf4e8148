package io.shopfunnel.faults.cli;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.Faults;
import io.shopfunnel.faults.report.ReliabilityPage;
import io.shopfunnel.faults.report.Results;
import io.shopfunnel.faults.round.Progress;
import io.shopfunnel.faults.round.RoundPlan;
import io.shopfunnel.faults.round.Suite;
import io.shopfunnel.faults.round.SuiteSize;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.FaultsException;
import io.shopfunnel.stack.StackException;
import io.shopfunnel.stack.StackLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code faults} program. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    version = "faults 0.1.0",
    description = {
      "Starts a stack of its own, lets faults fall on it while the job runs, and compares every point with those of an undisturbed run.",
      "Rounds that have a result are not played again, so that what was stopped goes on."
    },
    footer = {
      "",
      "Examples:",
      "  All kinds, 20 rounds each:  faults",
      "  One kind, 3 rounds:         faults --only broker-killed --rounds 3",
      "  The same once more:         faults --only broker-killed --rounds 3 --anew",
      "  Which kinds there are:      faults --list",
      "",
      "Exit codes: 0 all the same; 1 a round differs, or the suite cannot go on;",
      "2 a mistake in the command."
    })
public final class FaultsCommand implements Callable<Integer> {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Rounds of each kind (${DEFAULT-VALUE}); of those whose outage takes a minute, a quarter.")
  private int rounds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "KIND",
      description = "Only these kinds; all by default.")
  private List<String> only = List.of();

  @Option(
      names = "--except",
      split = ",",
      paramLabel = "KIND",
      description = "Without these kinds.")
  private List<String> except = List.of();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "From which everything follows that is left to chance (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "300000",
      description = "Rows of the generated file (${DEFAULT-VALUE}).")
  private int events;

  @Option(names = "--anew", description = "Forget the results of these kinds first.")
  private boolean anew;

  @Option(names = "--list", description = "List the kinds, and play nothing.")
  private boolean list;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "For the stack and for files (var/faults in the repository).")
  private @Nullable Path directory;

  @Option(
      names = "--docs",
      paramLabel = "FOLDER",
      description =
          "Holds faults/, with all results, and reliability.md, with their table (docs in the repository).")
  private @Nullable Path docs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (list) {
      Faults.all().forEach(fault -> print("%-28s %s".formatted(fault.name(), fault.title())));
      return 0;
    }
    check("--rounds", rounds, 1, 10_000);
    check("--events", events, 10_000, 100_000_000);
    Path root = StackLayout.findRoot();
    Path documents = docs == null ? root.resolve("docs") : docs;
    Results results = new Results(documents.resolve("faults"));
    List<Fault> kinds = kinds();
    if (anew) {
      kinds.forEach(kind -> results.forget(kind.name()));
    }
    SuiteSize size = new SuiteSize(seed, events, rounds);
    List<RoundPlan> left = size.left(kinds, results);
    boolean well = left.isEmpty() || play(root, results, size, left);
    new ReliabilityPage(documents.resolve("reliability.md")).write(results);
    print(
        left.isEmpty()
            ? "All of these rounds have results already; --anew forgets them."
            : "Done.");
    return well ? 0 : 1;
  }

  private boolean play(Path root, Results results, SuiteSize size, List<RoundPlan> left) {
    Path folder = directory == null ? root.resolve("var/faults") : directory;
    Progress progress = new Progress(System.out);
    progress.say("Starting the stack on free ports, in " + folder);
    try (Cluster cluster = Cluster.start(root, folder.resolve("stack"))) {
      String commit = Commit.of(root);
      return new Suite(cluster, folder, results, size, commit, progress).play(left);
    }
  }

  private List<Fault> kinds() {
    List<Fault> chosen =
        only.isEmpty() ? Faults.all() : only.stream().map(name -> named("--only", name)).toList();
    List<Fault> without = except.stream().map(name -> named("--except", name)).toList();
    return chosen.stream().filter(kind -> !without.contains(kind)).toList();
  }

  private Fault named(String option, String name) {
    return Faults.named(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "%s: there is no kind '%s'. There are: %s."
                        .formatted(option, name, Faults.names())));
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s %d should be a number from %d to %d.".formatted(option, value, least, most));
    }
  }

  private void print(String words) {
    spec.commandLine().getOut().println(words);
  }

  /** Runs the program, and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new FaultsCommand())
        .setExecutionExceptionHandler(FaultsCommand::explain);
  }

  /** What the user can act on is told in a sentence; only our own errors show a trace. */
  private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof FaultsException || failure instanceof StackException) {
      command.getErr().println("faults: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
