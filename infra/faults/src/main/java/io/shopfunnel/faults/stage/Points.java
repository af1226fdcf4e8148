package io.shopfunnel.faults.stage;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.shopfunnel.stack.Login;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Everything that stands in a database, and what it adds up to. */
public final class Points {
  /** These tell how data arrived, which a fault may change; all else is the same, byte for byte. */
  private static final Set<String> OF_ARRIVAL =
      Set.of("rev", "late_applied", "late_dropped", "duplicate_dropped");

  private static final String PIPELINE = "pipeline";

  private final URI influx;
  private final Login user;
  private final String database;

  /** The points of this database. */
  Points(URI influx, Login user, String database) {
    this.influx = influx;
    this.user = user;
    this.database = database;
  }

  /**
   * Writes all points to a file, one a line, in InfluxDB's own order, without the fields of
   * arrival.
   *
   * @param pipeline whether those that count records are among them
   * @return how many there are
   */
  public long dump(Path file, boolean pipeline) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long points = 0;
      for (String measurement : measurements()) {
        if (pipeline || !measurement.equals(PIPELINE)) {
          points += dump(measurement, out);
        }
      }
      return points;
    } catch (IOException e) {
      throw new FaultsException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private long dump(String measurement, BufferedWriter out) throws IOException {
    String text = ask("SELECT * FROM \"" + measurement + "\" GROUP BY *", "application/csv");
    List<String> header = List.of();
    long points = 0;
    try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(text)) {
      for (CsvRecord record : records) {
        List<String> fields = record.getFields();
        if (fields.get(0).equals("name")) {
          header = fields;
        } else {
          out.write(line(header, fields));
          out.newLine();
          points++;
        }
      }
    }
    return points;
  }

  private static String line(List<String> header, List<String> fields) {
    List<String> kept =
        IntStream.range(0, fields.size())
            .filter(i -> !OF_ARRIVAL.contains(header.get(i)))
            .mapToObj(i -> header.get(i) + "=" + fields.get(i))
            .toList();
    return String.join(" ", kept);
  }

  /** What the counts of records and events add up to. */
  public Account account() {
    JsonNode records =
        row(
            "SELECT sum(consumed), sum(valid), sum(dead_letter), sum(late_dropped),"
                + " sum(duplicate_dropped) FROM pipeline");
    JsonNode events = row("SELECT sum(\"count\") FROM events WHERE \"window\" = '1m'");
    return new Account(
        records.path(1).asLong(),
        records.path(2).asLong(),
        records.path(3).asLong(),
        records.path(4).asLong(),
        records.path(5).asLong(),
        events.path(1).asLong());
  }

  private List<String> measurements() {
    JsonNode values =
        Http.parse(ask("SHOW MEASUREMENTS", "application/json")).at("/results/0/series/0/values");
    return StreamSupport.stream(values.spliterator(), false)
        .map(value -> value.path(0).asText())
        .sorted()
        .toList();
  }

  private JsonNode row(String query) {
    return Http.parse(ask(query, "application/json")).at("/results/0/series/0/values/0");
  }

  private String ask(String query, String accept) {
    Map<String, String> form = Map.of("db", database, "epoch", "s", "q", query);
    return Http.postForm(influx.resolve("/query"), user, form, accept)
        .orElseThrow(() -> new FaultsException("InfluxDB does not answer: " + query));
  }
}
