package io.shopfunnel.bench.contender;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a contender is to read, and with how much of the machine.
 *
 * @param brokers Kafka's addresses
 * @param topic holds the events as JSON, in committed transactions
 * @param csv holds the same events as the shop wrote them
 * @param records how many they are
 * @param parallelism how many threads, subtasks or consumers share the work
 * @param run a name that no other run has, for topics and groups of its own
 * @param directory of its own, for what it has to put somewhere
 */
public record Assignment(
    String brokers,
    String topic,
    Path csv,
    long records,
    int parallelism,
    String run,
    Path directory) {

  /** Writes it for another process to read. */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("brokers", brokers);
    properties.setProperty("topic", topic);
    properties.setProperty("csv", csv.toString());
    properties.setProperty("records", Long.toString(records));
    properties.setProperty("parallelism", Integer.toString(parallelism));
    properties.setProperty("run", run);
    properties.setProperty("directory", directory.toString());
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }

  /** Reads what {@link #write} has written. */
  public static Assignment read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Assignment(
        properties.getProperty("brokers"),
        properties.getProperty("topic"),
        Path.of(properties.getProperty("csv")),
        Long.parseLong(properties.getProperty("records")),
        Integer.parseInt(properties.getProperty("parallelism")),
        properties.getProperty("run"),
        Path.of(properties.getProperty("directory")));
  }
}
