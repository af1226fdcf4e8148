package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackLayout;
import io.shopfunnel.stack.StackSettings;
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

  /** The stack that is up, as it was asked for, or the one that would be by default. */
  LocalStack stack() {
    return stack(file().read().orElse(StackSettings.DEFAULT));
  }

  LocalStack stack(StackSettings settings) {
    return LocalStack.builder()
        .directory(directory())
        .settings(settings)
        .supervised()
        .progress(System.out)
        .build();
  }
}
