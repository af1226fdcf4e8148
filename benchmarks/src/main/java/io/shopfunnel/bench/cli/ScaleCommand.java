package io.shopfunnel.bench.cli;

import io.shopfunnel.bench.result.BenchReport;
import io.shopfunnel.bench.result.Documentation;
import io.shopfunnel.bench.result.MarkedSection;
import io.shopfunnel.bench.run.BenchException;
import io.shopfunnel.bench.scale.ScaleTables;
import io.shopfunnel.bench.scale.Sizing;
import io.shopfunnel.stack.StackLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes what a shop of another size takes. */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Computes from a bench's results what 10 k to 1 M events/s and 1 to 100 million users a day",
      "take, and writes the tables to docs/scale.md."
    },
    footer = {
      "",
      "Examples:",
      "  After make bench:              bench scale",
      "  Other machines, only shown:    bench scale --cores 8 --heap-gb 32 --no-docs"
    })
final class ScaleCommand implements Callable<Integer> {
  private static final double GB = 1e9;
  private static final String SECTION = "scale";

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description =
          "What bench run has written (of those in docs/bench, the one of the most events).")
  private @Nullable Path results;

  @Option(
      names = "--cores",
      paramLabel = "N",
      defaultValue = "4",
      description = "Of a task manager (${DEFAULT-VALUE}).")
  private int cores;

  @Option(
      names = "--heap-gb",
      paramLabel = "N",
      defaultValue = "16",
      description = "Of a task manager (${DEFAULT-VALUE}).")
  private double heapGb;

  @Option(names = "--no-docs", description = "Only show the tables.")
  private boolean noDocs;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (cores < 1 || heapGb <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--cores and --heap-gb should be greater than 0.");
    }
    Path docs = StackLayout.findRoot().resolve("docs");
    String tables = tables(results == null ? latest(docs) : read(results));
    PrintWriter out = spec.commandLine().getOut();
    out.println(tables);
    out.flush();
    if (!noDocs) {
      MarkedSection.write(docs.resolve("scale.md"), SECTION, tables);
    }
    return 0;
  }

  /** Of the most events, as most is known then. */
  private static BenchReport latest(Path docs) throws IOException {
    List<BenchReport> reports = new Documentation(docs).reports();
    if (reports.isEmpty()) {
      throw new BenchException(
          "There is nothing in %s/bench: measure first, with make bench.".formatted(docs));
    }
    return reports.get(reports.size() - 1);
  }

  private static BenchReport read(Path file) {
    if (!Files.exists(file)) {
      throw new BenchException("There is no " + file + ": measure first, with make bench.");
    }
    try {
      return BenchReport.read(file);
    } catch (IOException e) {
      throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String tables(BenchReport report) {
    try {
      return ScaleTables.of(report, Sizing.DEFAULT.on(cores, heapGb * GB));
    } catch (IllegalArgumentException e) {
      throw new BenchException("These results do not do: " + e.getMessage() + ".", e);
    }
  }
}
