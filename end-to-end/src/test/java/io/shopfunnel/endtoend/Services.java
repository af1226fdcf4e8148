package io.shopfunnel.endtoend;

import io.shopfunnel.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The services, which all tests share; they end with the JVM. */
final class Services {
  static final LocalStack STACK = LocalStack.builder().directory(folder()).start();

  private Services() {}

  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "stack");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
