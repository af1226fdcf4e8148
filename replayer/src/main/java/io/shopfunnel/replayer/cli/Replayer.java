package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.OptionSources;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: it hands over to one of its commands. */
@Command(
    name = "replayer",
    description = "Replays a shop's click-stream from CSV into Kafka, exactly once.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenerateCommand.class,
      TopicsCommand.class,
      ReplayCommand.class,
      ClusterCommand.class,
      DeadLettersCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed at run time, 2 a mistake in the command or its files.",
      "Help on a command: replayer COMMAND --help"
    })
public final class Replayer {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // Read by picocli.
  private boolean help;

  private Replayer() {}

  /** Runs a command and ends the virtual machine with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /**
   * The command line, with options from everywhere; mistakes and failures are told in sentences.
   */
  public static CommandLine commandLine() {
    CommandLine program =
        new CommandLine(new Replayer())
            .setParameterExceptionHandler(new UsageSentences())
            .setExecutionExceptionHandler(new FailureSentences())
            .setCaseInsensitiveEnumValuesAllowed(true);
    return OptionSources.addTo(program, System.getenv());
  }
}
