package io.shopfunnel.faults.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The commit that is tested, for the results. */
final class Commit {
  private Commit() {}

  /** Its short name, with a + where files differ from it; {@code unknown} outside git. */
  static String of(Path root) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty=+", "--exclude=*")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return name.isEmpty() ? "unknown" : name;
    } catch (IOException none) {
      return "unknown";
    }
  }
}
