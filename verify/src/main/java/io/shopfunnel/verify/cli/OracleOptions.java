package io.shopfunnel.verify.cli;

import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the oracle computes from, and with how much of the machine. */
final class OracleOptions {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files; .gz and .zst too.")
  private List<Path> files = List.of();

  @Option(
      names = "--funnels",
      paramLabel = "FILE",
      description = "Funnels other than the built-in.")
  private @Nullable Path funnels;

  @Option(
      names = "--session-gap-seconds",
      defaultValue = "1800",
      description = "The longest silence within a session, as the job has it (${DEFAULT-VALUE}).")
  private long sessionGapSeconds;

  @Option(names = "--threads", description = "Threads for DuckDB (all cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--memory",
      defaultValue = "12GB",
      description = "The most memory for DuckDB; it spills to disk beyond (${DEFAULT-VALUE}).")
  private String memory = "";

  @Option(names = "--temp-dir", description = "Where it may write (a directory in /tmp).")
  private Path tempDirectory = Path.of(System.getProperty("java.io.tmpdir"), "shop-funnel-verify");

  List<Path> files() {
    return files;
  }

  @Nullable Path funnels() {
    return funnels;
  }

  long sessionGapSeconds() {
    return sessionGapSeconds;
  }

  Database open() {
    return Database.onDisk(tempDirectory, threads, memory);
  }
}
