package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.LocalStackBuilder;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.Ports;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOptions {
  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "Run-time data, logs and pid files (default: var in the repository).")
  private @Nullable Path directory;

  Path directory() {
    return directory == null ? StackLayout.findRoot().resolve("var") : directory;
  }

  StackFile file() {
    return new StackFile(directory().toAbsolutePath());
  }

  /** The stack that is up, or the one that would be with the default ports. */
  LocalStack stack() {
    return builder(file().read().orElse(PortBases.DEFAULT)).build();
  }

  LocalStackBuilder builder(PortBases bases) {
    return LocalStack.builder()
        .directory(directory())
        .ports(Ports.from(bases))
        .progress(System.out);
  }
}
