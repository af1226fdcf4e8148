package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.EventCount;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.stack.StackException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The program {@code bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the pipeline beside its baselines, and computes what a larger one takes.",
    subcommands = {RunCommand.class, FreshCommand.class, SoakCommand.class, ScaleCommand.class},
    footer = {
      "",
      "Exit codes: 0 done, and all results equal; 1 failed, or some results differ; 2 a mistake in",
      "the command. Help on a command: bench COMMAND --help"
    })
public final class Bench implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: run, fresh, soak or scale.");
  }

  /** Runs a command, and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .registerConverter(EventCount.class, Bench::eventCount)
        .setParameterExceptionHandler(Bench::usage)
        .setExecutionExceptionHandler(Bench::failure);
  }

  private static EventCount eventCount(String text) {
    try {
      return EventCount.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int usage(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    command.getErr().println("bench: " + mistake.getMessage());
    command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  /** What the user can act on is told in a sentence; only our own errors show a trace. */
  private static int failure(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof BenchException || failure instanceof StackException) {
      command.getErr().println("bench: " + failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
