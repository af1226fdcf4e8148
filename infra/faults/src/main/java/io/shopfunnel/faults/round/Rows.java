package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Input;
import io.shopfunnel.faults.stage.FaultsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** The rows of a generated file, left out or put in another order. */
final class Rows {
  private static final int PARTITIONS = 6;
  private static final int IDLE = 4;
  private static final Duration SKEW = Duration.ofHours(24);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

  private final String header;
  private final List<String> rows;

  private Rows(String header, List<String> rows) {
    this.header = header;
    this.rows = rows;
  }

  static Rows of(Path csv) {
    try {
      List<String> lines = Files.readAllLines(csv);
      return new Rows(lines.get(0), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new FaultsException("Cannot read " + csv + ": " + e.getMessage(), e);
    }
  }

  Rows as(Input input) {
    return switch (input) {
      case WHOLE -> this;
      case ONE_PARTITION_IDLE -> with(rows.stream().filter(row -> partition(row) != IDLE));
      case SKEWED_BY_A_DAY -> with(rows.stream().sorted(Comparator.comparing(Rows::skewed)));
    };
  }

  /** Writes them, and tells how many there are. */
  long write(Path csv) {
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    try {
      Files.write(csv, lines);
      return rows.size();
    } catch (IOException e) {
      throw new FaultsException("Cannot write " + csv + ": " + e.getMessage(), e);
    }
  }

  private Rows with(Stream<String> others) {
    return new Rows(header, others.toList());
  }

  private static LocalDateTime skewed(String row) {
    LocalDateTime time = LocalDateTime.parse(row.substring(0, row.indexOf(',')), TIME);
    return partition(row) < PARTITIONS / 2 ? time : time.plus(SKEW);
  }

  /** Where the replayer's records of this user go. */
  private static int partition(String row) {
    String[] fields = row.split(",", -1);
    byte[] key = fields[fields.length - 2].getBytes(StandardCharsets.UTF_8);
    return BuiltInPartitioner.partitionForKey(key, PARTITIONS);
  }
}
