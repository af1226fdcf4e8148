package io.shopfunnel.verify.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.verify.funnel.Durations;
import io.shopfunnel.verify.oracle.SourceFile;
import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the oracle computes from, and with how much of the machine. */
final class OracleOptions {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files; .gz and .zst too.")
  private List<Path> files = List.of();

  @Option(
      names = "--source-name",
      paramLabel = "NAME",
      description =
          "What a FILE is called in event ids, as the replayer was told: once for each FILE, in the"
              + " same order (base names).")
  private List<String> names = List.of();

  @Option(
      names = "--funnels",
      paramLabel = "FILE",
      description = "Funnels other than the built-in.")
  private @Nullable Path funnels;

  @Option(
      names = "--session-gap",
      paramLabel = "TIME",
      defaultValue = "30m",
      description = "The longest silence within a session, as the job has it (${DEFAULT-VALUE}).")
  private String sessionGap = "";

  @Option(names = "--threads", description = "Threads for DuckDB (all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "4GB",
      description =
          "The most memory for DuckDB, such as 500MB or 4GB. With less, fewer events are looked at at a time (${DEFAULT-VALUE}).")
  private String memory = "";

  @Option(names = "--temp-dir", description = "Where it may write (a directory in /tmp).")
  private Path tempDirectory = Path.of(System.getProperty("java.io.tmpdir"), "shop-funnel-verify");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** What is wrong with them, a sentence each. */
  List<String> mistakes() {
    return Checked.failuresOf(
        this::files, this::sessionGapSeconds, this::memoryMegabytes, this::checkThreads);
  }

  private void checkThreads() {
    if (threads < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--threads: " + threads + " should be 1 or more");
    }
  }

  List<SourceFile> files() {
    if (names.isEmpty()) {
      return files.stream().map(SourceFile::of).toList();
    }
    if (names.size() != files.size()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--source-name stands there %d times for %d FILEs: give one for each, in the same order"
              .formatted(names.size(), files.size()));
    }
    return IntStream.range(0, files.size())
        .mapToObj(i -> new SourceFile(files.get(i), names.get(i)))
        .toList();
  }

  @Nullable Path funnels() {
    return funnels;
  }

  long sessionGapSeconds() {
    try {
      return Durations.seconds(sessionGap);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--session-gap: " + e.getMessage());
    }
  }

  private long memoryMegabytes() {
    if (!memory.matches("[1-9][0-9]{0,5}(MB|GB)")) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--memory: '" + memory + "' should be a size like 500MB or 4GB");
    }
    long amount = Long.parseLong(memory.substring(0, memory.length() - 2));
    return memory.endsWith("GB") ? amount * 1_000 : amount;
  }

  Database open() {
    return Database.onDisk(tempDirectory, threads, memoryMegabytes());
  }
}
