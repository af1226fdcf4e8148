package io.shopfunnel.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers how the stack that is up was asked for, so that {@code start}, {@code down}, the
 * supervisor and the scripts need not be told again. It is there exactly as long as the stack is
 * meant to be up.
 */
public final class StackFile {
  private final Path properties;
  private final Path environment;

  /** The file of the stack whose run-time data lies in {@code directory}. */
  public StackFile(Path directory) {
    this.properties = directory.resolve("stack.properties");
    this.environment = directory.resolve("stack.env");
  }

  /** The settings of the stack that is up, or was when its machine went down. */
  public Optional<StackSettings> read() {
    if (!Files.exists(properties)) {
      return Optional.empty();
    }
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(properties)) {
      read.load(reader);
      return Optional.of(StackSettings.from(read));
    } catch (IOException | IllegalArgumentException e) {
      throw new StackException("%s cannot be read: %s".formatted(properties, e.getMessage()), e);
    }
  }

  /** Writes the settings, and the addresses for shell scripts to read. */
  public void write(StackSettings settings, LocalStack stack) {
    try {
      StringWriter text = new StringWriter();
      settings.toProperties().store(text, "How the local stack that is up was asked for");
      WholeFile.write(properties, text.toString());
      WholeFile.write(environment, environment(stack));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tells the scripts and Grafana which database readers use; kept when the stack goes down, as the
   * data is.
   */
  public void writeDatabase(String name) {
    try {
      WholeFile.write(properties.resolveSibling("database"), name + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database that readers use: {@code shop} until another was written. */
  String database() {
    Path file = properties.resolveSibling("database");
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "shop";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String environment(LocalStack stack) {
    return """
    BROKERS=%s
    ZOOKEEPER=%s
    FLINK_URL=%s
    INFLUX_URL=%s
    INFLUX_WRITER=%s
    INFLUX_WRITER_PASSWORD_FILE='%s'
    INFLUX_READER=%s
    INFLUX_READER_PASSWORD_FILE='%s'
    GRAFANA_URL=%s
    GRAFANA_USER=%s
    GRAFANA_PASSWORD_FILE='%s'
    CA_FILE='%s'
    KAFKA_REPLAYER_CONFIG='%s'
    KAFKA_JOB_CONFIG='%s'
    """
        .formatted(
            stack.brokers(),
            stack.zooKeeperConnect(),
            stack.flinkUrl(),
            stack.influxUrl(),
            orEmpty(stack.influxWriter().map(Login::user)),
            orEmpty(stack.influxWriter().map(Login::passwordFile)),
            orEmpty(stack.influxReader().map(Login::user)),
            orEmpty(stack.influxReader().map(Login::passwordFile)),
            stack.grafanaUrl(),
            stack.grafanaAdministrator().user(),
            stack.grafanaAdministrator().passwordFile(),
            orEmpty(stack.certificate()),
            orEmpty(stack.kafkaConfig(KafkaUser.REPLAYER)),
            orEmpty(stack.kafkaConfig(KafkaUser.JOB)));
  }

  private static String orEmpty(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /** Forgets the settings. */
  public void delete() {
    try {
      Files.deleteIfExists(properties);
      Files.deleteIfExists(environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
