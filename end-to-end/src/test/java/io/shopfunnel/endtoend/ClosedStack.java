package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.KafkaUser;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack as a user brings it up, by its program: closed to others. */
final class ClosedStack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> TELLING =
      List.of("jobmanager_numRegisteredTaskManagers", "taskmanager_Status_JVM", ",service");

  private final Path folder;
  private final LocalStack services;

  private ClosedStack(Path folder) {
    this.folder = folder;
    this.services =
        LocalStack.builder()
            .directory(folder)
            .settings(new StackFile(folder).read().orElseThrow())
            .supervised()
            .build();
  }

  static ClosedStack up(String... options) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "closed");
    int offset = PortBases.free().kafka() - PortBases.DEFAULT.kafka();
    List<Object> command = new ArrayList<>(List.of("up", "--dir", folder));
    command.addAll(List.of("--port-offset", offset, "--task-manager-heap", 1024));
    command.addAll(List.of(options));
    Program.Result up = Program.stack(command.toArray());
    ClosedStack stack = new ClosedStack(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    assertThat(up.exitCode()).as(up.output()).isZero();
    return stack;
  }

  LocalStack services() {
    return services;
  }

  Path folder() {
    return folder;
  }

  Path secrets() {
    return folder.resolve("secrets");
  }

  List<Object> asWriter() {
    return influx(services.influxWriter());
  }

  List<Object> asReader() {
    return influx(services.influxReader());
  }

  /** Where Kafka is, and how one of its users comes there. */
  List<Object> kafka(KafkaUser user) {
    List<Object> options = new ArrayList<>(List.of("--brokers", services.brokers()));
    services.kafkaConfig(user).ifPresent(file -> options.addAll(List.of("--kafka-config", file)));
    return options;
  }

  /**
   * What InfluxDB answers to who asks it by hand.
   *
   * @param user as whom the script asks
   */
  Program.Result query(String user, String database, String query) throws Exception {
    Path script = Program.root().resolve("infra/bin/query.sh");
    ProcessBuilder builder = new ProcessBuilder(script.toString(), query).redirectErrorStream(true);
    builder
        .environment()
        .putAll(Map.of("VAR", folder.toString(), "DATABASE", database, "BY", user));
    return Program.result(builder.start());
  }

  /** Returns when job manager, task manager and supervisor have told of themselves. */
  void awaitWhatServicesTell() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    Program.Result told = query("reader", "flink", "SHOW MEASUREMENTS");
    while (!TELLING.stream().allMatch(told.output()::contains)) {
      assertThat(Instant.now()).as(told.output()).isBefore(deadline);
      Thread.sleep(500);
      told = query("reader", "flink", "SHOW MEASUREMENTS");
    }
  }

  private List<Object> influx(Optional<Login> login) {
    List<Object> options = new ArrayList<>(List.of("--influx-url", services.influxUrl()));
    options.addAll(List.of("--influx-user", login.orElseThrow().user()));
    options.addAll(List.of("--influx-password-file", login.orElseThrow().passwordFile()));
    services.certificate().ifPresent(file -> options.addAll(List.of("--influx-ca-file", file)));
    return options;
  }

  @Override
  public void close() {
    try {
      Program.stack("down", "--dir", folder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
