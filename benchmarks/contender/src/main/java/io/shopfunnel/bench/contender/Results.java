package io.shopfunnel.bench.contender;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a contender found: whole numbers by name. A name begins with its family: {@value #RECORDS},
 * {@value #TOTALS}, {@value #EVENTS}, {@value #FUNNEL} or {@value #FACTS}. Zeros are left out, as
 * some contenders have rows for nothing and others have none.
 */
public final class Results {
  /** How many records there are. */
  public static final String RECORDS = "records";

  /** By event type: the number of events, and sums over fields, which only who decodes can know. */
  public static final String TOTALS = "totals";

  /** The events by minute and type. */
  public static final String EVENTS = "events";

  /** The session funnel by hour of entry. */
  public static final String FUNNEL = "funnel";

  /** What else is known of the events; no contender is asked for it. */
  public static final String FACTS = "facts";

  private final SortedMap<String, Long> values = new TreeMap<>();

  /** Adds to the number of records. */
  public void addRecords(long count) {
    add(RECORDS, count);
  }

  /**
   * Adds to a sum over the events of one type.
   *
   * @param what such as {@code count}, {@code users}, {@code products} or {@code cents}
   */
  public void addTotal(String type, String what, long value) {
    add(TOTALS + " " + type + " " + what, value);
  }

  /** Adds events of one type in the minute that begins at this second. */
  public void addEvents(long minute, String type, long count) {
    add(EVENTS + " " + Instant.ofEpochSecond(minute) + " " + type, count);
  }

  /**
   * Adds sessions that entered in the hour that begins at this second.
   *
   * @param step 1 to 3
   * @param count of those sessions, how many have reached the step
   */
  public void addFunnel(long hour, int step, long count) {
    add(FUNNEL + " " + Instant.ofEpochSecond(hour) + " step_" + step, count);
  }

  /** Adds to something that is known of the events. */
  public void addFact(String name, long value) {
    add(FACTS + " " + name, value);
  }

  /** Something that is known of the events; 0 where it is not. */
  public long fact(String name) {
    return values.getOrDefault(FACTS + " " + name, 0L);
  }

  private void add(String name, long count) {
    if (count != 0) {
      values.merge(name, count, Long::sum);
    }
  }

  /** All numbers by name. */
  public SortedMap<String, Long> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  /** Those of one family. */
  public SortedMap<String, Long> family(String family) {
    SortedMap<String, Long> found = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.equals(family) || name.startsWith(family + " ")) {
            found.put(name, value);
          }
        });
    return found;
  }

  /** Takes over the numbers of another. */
  public Results with(Results other) {
    other.values.forEach(this::add);
    return this;
  }

  /** Writes one number a line. */
  public void write(Path file) throws IOException {
    try (PrintWriter writer =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      values.forEach((name, value) -> writer.println(name + "," + value));
      if (writer.checkError()) {
        throw new IOException(file + " cannot be written to the end");
      }
    }
  }

  /** Reads what {@link #write} has written. */
  public static Results read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Results results = new Results();
    for (String line : lines) {
      int comma = line.lastIndexOf(',');
      results.values.put(line.substring(0, comma), Long.parseLong(line.substring(comma + 1)));
    }
    return results;
  }
}
