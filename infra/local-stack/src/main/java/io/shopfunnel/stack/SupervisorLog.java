package io.shopfunnel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the supervisor has seen and done, a line each; as its restarts are bounded, so is this. */
final class SupervisorLog {
  private final Path file;

  SupervisorLog(StackLayout layout) {
    this.file = layout.log(SupervisorProcess.NAME);
  }

  void say(String format, Object... arguments) {
    String words = String.format(Locale.ROOT, format, arguments);
    String line = "%s %s%n".formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), words);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
