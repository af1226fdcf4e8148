package io.shopfunnel.stack;

import io.shopfunnel.stack.LocalStack.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses what a {@link LocalStack} consists of and where it lives. */
public final class LocalStackBuilder {
  final Set<Part> parts = EnumSet.noneOf(Part.class);
  int taskManagerHeapMb = 1024;
  int taskManagers = 1;
  int slots = 4;
  PrintStream progress =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  Map<String, String> brokerSettings = Map.of();
  Map<String, String> environment = System.getenv();
  boolean supervised;
  Protection protection = Protection.OPEN;
  private @Nullable Path directory;
  private @Nullable Path root;
  private @Nullable Ports ports;

  LocalStackBuilder() {}

  /** With ZooKeeper and Kafka. */
  public LocalStackBuilder kafka() {
    return part(Part.KAFKA);
  }

  /** With a Flink session cluster. */
  public LocalStackBuilder flink() {
    return part(Part.FLINK);
  }

  /** With InfluxDB. */
  public LocalStackBuilder influx() {
    return part(Part.INFLUX);
  }

  /** With Grafana, where one is installed. */
  public LocalStackBuilder grafana() {
    return part(Part.GRAFANA);
  }

  /** The variables that say where Grafana is (default: this process's own). */
  public LocalStackBuilder environment(Map<String, String> variables) {
    this.environment = Map.copyOf(variables);
    return this;
  }

  /** With this part; without any, a stack has all of them. */
  public LocalStackBuilder part(Part part) {
    parts.add(part);
    return this;
  }

  /**
   * How many task managers there are (default 1), {@code taskmanager}, {@code taskmanager-2}, ….
   */
  public LocalStackBuilder taskManagers(int number) {
    this.taskManagers = number;
    return this;
  }

  /** Heap of each task manager in megabytes (default 1024). */
  public LocalStackBuilder taskManagerHeapMb(int megabytes) {
    this.taskManagerHeapMb = megabytes;
    return this;
  }

  /** Slots of each task manager (default 4). */
  public LocalStackBuilder slots(int number) {
    this.slots = number;
    return this;
  }

  /** Settings of all brokers beside the stack's own (default none), such as passwords of a test. */
  public LocalStackBuilder brokerSettings(Map<String, String> settings) {
    this.brokerSettings = Map.copyOf(settings);
    return this;
  }

  /** Where data, logs and pid files go (default a new temporary folder). */
  public LocalStackBuilder directory(Path folder) {
    this.directory = folder;
    return this;
  }

  /** The repository whose build holds the class paths (default: found from the working folder). */
  public LocalStackBuilder root(Path repository) {
    this.root = repository;
    return this;
  }

  /** The ports (default: free ones). */
  public LocalStackBuilder ports(Ports chosen) {
    this.ports = chosen;
    return this;
  }

  /** Ports, task managers, their heap and slots, protection and Grafana as a person chose them. */
  public LocalStackBuilder settings(StackSettings chosen) {
    return ports(Ports.from(chosen.ports()))
        .taskManagers(chosen.taskManagers())
        .taskManagerHeapMb(chosen.taskManagerHeapMb())
        .slots(chosen.slots())
        .protection(chosen.protection())
        .environment(chosen.grafana().over(System.getenv()));
  }

  /**
   * With a supervisor, a process that starts again what dies (default without). It reads how the
   * stack was asked for from the {@link StackFile} in its folder.
   */
  public LocalStackBuilder supervised() {
    this.supervised = true;
    return this;
  }

  /** How it is closed to others (default {@link Protection#OPEN}). */
  public LocalStackBuilder protection(Protection chosen) {
    this.protection = chosen;
    return this;
  }

  /** Where progress is written to (default nowhere). */
  public LocalStackBuilder progress(PrintStream out) {
    this.progress = out;
    return this;
  }

  /** Makes the stack without starting it; its processes are to outlive this JVM. */
  public LocalStack build() {
    StackLayout layout =
        new StackLayout(
            root == null ? StackLayout.findRoot() : root,
            directory == null ? temporary() : directory);
    return new LocalStack(this, layout, ports == null ? Ports.free() : ports);
  }

  /**
   * Makes the stack and starts it, for as long as this JVM lives at most.
   *
   * @throws StackException when it cannot be started; what had been started is stopped again
   */
  public LocalStack start() {
    LocalStack stack = build();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::killAll));
    try {
      stack.up();
      return stack;
    } catch (StackException e) {
      stack.killAll();
      throw e;
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("shop-funnel-stack");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
