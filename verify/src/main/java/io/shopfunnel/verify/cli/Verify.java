package io.shopfunnel.verify.cli;

import io.shopfunnel.options.OptionSources;
import io.shopfunnel.verify.funnel.InvalidFunnelsException;
import io.shopfunnel.verify.influx.InfluxException;
import io.shopfunnel.verify.oracle.CsvException;
import io.shopfunnel.verify.sql.QueryException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code verify}: exit code 0 if all is well, 1 if not, 2 for a mistake in usage. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Checks the numbers in InfluxDB against the CSV files, and tells what they say.",
    footer = {
      "",
      "Examples:",
      "  verify verify 2019-Dec.csv.gz",
      "  verify summary --from 2019-12-24 --to 2019-12-25",
      "  verify expected 2019-Dec.csv --out expected",
      "Each command tells more with --help."
    },
    subcommands = {VerifyCommand.class, SummaryCommand.class, ExpectedCommand.class})
public final class Verify implements Runnable {
  private static final List<Class<? extends RuntimeException>> PLAIN =
      List.of(
          InvalidFunnelsException.class,
          InfluxException.class,
          CsvException.class,
          QueryException.class);

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command line, and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line; what it expects to go wrong is told in a sentence. */
  public static CommandLine commandLine() {
    CommandLine program =
        new CommandLine(new Verify())
            .setOut(new PrintWriter(System.out, false, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler(
                (exception, commandLine, parsed) -> {
                  if (!PLAIN.contains(exception.getClass())) {
                    throw exception;
                  }
                  commandLine.getErr().println("verify: " + exception.getMessage());
                  commandLine.getErr().flush();
                  return exception instanceof InvalidFunnelsException ? 2 : 1;
                });
    return OptionSources.addTo(program, System.getenv());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "say what to do: verify, summary or expected");
  }
}
