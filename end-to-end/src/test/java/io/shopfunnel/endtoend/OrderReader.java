package io.shopfunnel.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the example services that follow the topic of orders, in a process of its own. */
final class OrderReader implements AutoCloseable {
  private final Process process;
  private volatile String totals = "nothing yet";

  private OrderReader(List<String> command, String... options) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(options));
    process = new ProcessBuilder(all).redirectErrorStream(true).start();
    Thread reading = new Thread(this::read, "totals of " + options[options.length - 1]);
    reading.setDaemon(true);
    reading.start();
  }

  /** The example in Java. */
  static OrderReader java(String brokers, String topic, String group) throws IOException {
    Path root = Program.root();
    List<String> command =
        List.of(
            "java",
            "-cp",
            root.resolve("infra/kafka-dist/target/lib").resolve("*").toString(),
            root.resolve("infra/examples/OrderTotals.java").toString());
    return new OrderReader(command, "--brokers", brokers, "--topic", topic, "--group", group);
  }

  /** The example in Python, with the database that it keeps. */
  static OrderReader python(String brokers, String topic, String group, Path database)
      throws IOException {
    List<String> command =
        List.of(
            Program.root().resolve("infra/examples/orders.sh").toString(),
            "--database",
            database.toString());
    return new OrderReader(command, "--brokers", brokers, "--topic", topic, "--group", group);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        totals = line;
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it printed last. */
  String totals() {
    return totals;
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Kills it, as a crash does. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
