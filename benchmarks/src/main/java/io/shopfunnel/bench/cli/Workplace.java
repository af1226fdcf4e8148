package io.shopfunnel.bench.cli;

import io.shopfunnel.stack.StackLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all measuring commands have: where they work, and what stays of it. */
final class Workplace {
  private static final int LEAST_HEAP_MB = 512;
  private static final int MOST_HEAP_MB = 1 << 20;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "4096",
      description = "Heap of the task manager, and of each other engine (${DEFAULT-VALUE}).")
  private int heapMb;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "For data and the stack (var/bench in the repository).")
  private @Nullable Path directory;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For results, charts and logs (target/bench in the repository).")
  private @Nullable Path out;

  @Option(names = "--no-docs", description = "Leave the tables and charts in docs/ as they are.")
  private boolean noDocs;

  @Option(names = "--keep-stack", description = "Leave the stack's data and logs when done.")
  private boolean keepStack;

  /** The repository. */
  Path root() {
    return StackLayout.findRoot();
  }

  /** For data and the stack. */
  Path directory() {
    return directory == null ? root().resolve("var/bench") : directory;
  }

  /** For results and logs. */
  Path out() {
    return out == null ? root().resolve("target/bench") : out;
  }

  /** Whether what was measured goes into the documentation. */
  boolean documents() {
    return !noDocs;
  }

  /** The documentation. */
  Path docs() {
    return root().resolve("docs");
  }

  /** Whether the stack's data stays. */
  boolean keepsStack() {
    return keepStack;
  }

  /** The heap, checked. */
  int heapMb(Given given) {
    given.check("--heap", heapMb, LEAST_HEAP_MB, MOST_HEAP_MB);
    return heapMb;
  }
}
