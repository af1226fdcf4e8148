package io.shopfunnel.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers the ports of the stack that is up, so that {@code down}, {@code status} and the scripts
 * need not be told them again. It is there exactly as long as the stack is meant to be up.
 */
public final class StackFile {
  private final Path properties;
  private final Path environment;

  /** The file of the stack whose run-time data lies in {@code directory}. */
  public StackFile(Path directory) {
    this.properties = directory.resolve("stack.properties");
    this.environment = directory.resolve("stack.env");
  }

  /** The ports of the stack that is up, or was when its machine went down. */
  public Optional<PortBases> read() {
    if (!Files.exists(properties)) {
      return Optional.empty();
    }
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(properties)) {
      read.load(reader);
      return Optional.of(PortBases.from(read));
    } catch (IOException | NumberFormatException e) {
      throw new StackException("%s cannot be read: %s".formatted(properties, e.getMessage()), e);
    }
  }

  /** Writes the ports, and the addresses for shell scripts to read. */
  public void write(PortBases bases, LocalStack stack) {
    try {
      Files.createDirectories(properties.toAbsolutePath().getParent());
      try (Writer writer = Files.newBufferedWriter(properties)) {
        bases.toProperties().store(writer, "Ports of the local stack that is up");
      }
      Files.writeString(
          environment,
          """
          BROKERS=%s
          ZOOKEEPER=%s
          FLINK_URL=%s
          INFLUX_URL=%s
          """
              .formatted(
                  stack.brokers(), stack.zooKeeperConnect(), stack.flinkUrl(), stack.influxUrl()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets the ports. */
  public void delete() {
    try {
      Files.deleteIfExists(properties);
      Files.deleteIfExists(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
