package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code local-stack} program. */
@Command(
    name = "local-stack",
    mixinStandardHelpOptions = true,
    version = "local-stack 0.1.0",
    description = "Runs ZooKeeper, Kafka, Flink and InfluxDB on this machine, as plain processes.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      KillCommand.class,
      StopCommand.class,
      StartCommand.class,
      ResetCommand.class,
      SubmitCommand.class,
      AwaitCommand.class,
      StopJobCommand.class,
      ResumeCommand.class,
      SwapCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  local-stack up",
      "  local-stack kill kafka-1",
      "  local-stack down",
      "Each command tells more with --help.",
    })
public final class StackCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: up, down, status, …");
  }

  /** Runs the program; exit code 0 is success, 1 a failure, 2 a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new StackCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(StackCommand::explain);
  }

  /** A failure that the user can act on is told in a sentence; only our own errors show a trace. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof StackException) {
      commandLine.getErr().println(failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
