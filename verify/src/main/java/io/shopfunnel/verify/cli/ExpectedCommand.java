package io.shopfunnel.verify.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.oracle.Oracle;
import io.shopfunnel.verify.oracle.PointReader;
import io.shopfunnel.verify.oracle.Steps;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.QueryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the points that ought to be in InfluxDB. */
@Command(
    name = "expected",
    mixinStandardHelpOptions = true,
    description = "Writes what ought to be in InfluxDB as line protocol, times in seconds, sorted.",
    footer = {
      "",
      "Example, one file for each measurement:",
      "  verify expected 2019-Dec.csv --out expected",
    })
final class ExpectedCommand implements Callable<Integer>, Checked {
  @Mixin private final OracleOptions oracle = new OracleOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The directory for one file per measurement.")
  private Path directory = Path.of(".");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public List<String> mistakes() {
    return oracle.mistakes();
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Funnels funnels = FunnelsFile.read(oracle.funnels());
    try (Database database = oracle.open()) {
      Steps steps =
          new Steps(
              line -> {
                out.println(line);
                out.flush();
              });
      new Oracle(database, funnels, steps)
          .compute(oracle.files(), oracle.sessionGapSeconds(), name -> true, input -> {});
      Files.createDirectories(directory);
      for (Measurement measurement : Oracle.measurements(funnels)) {
        write(database, measurement);
      }
    } catch (IOException e) {
      throw new QueryException("--out: cannot write to " + directory + ": " + e.getMessage(), e);
    }
    out.println("Written to " + directory);
    out.flush();
    return 0;
  }

  private void write(Database database, Measurement measurement) throws IOException {
    Path file = directory.resolve(measurement.name() + ".line");
    try (PrintWriter lines = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
      new PointReader(database, List.of(measurement)).lines((of, line) -> lines.println(line));
    }
  }
}
