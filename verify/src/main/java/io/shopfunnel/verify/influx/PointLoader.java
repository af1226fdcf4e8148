package io.shopfunnel.verify.influx;

import io.shopfunnel.verify.point.Field;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads points into the tables {@link Measurement#found()}, through a file on disk. */
public final class PointLoader {
  private final InfluxDatabase influx;
  private final Database database;

  /** A loader into that database. */
  public PointLoader(InfluxDatabase influx, Database database) {
    this.influx = influx;
    this.database = database;
  }

  /**
   * Loads the points of a measurement; those of nothing but zeros are left out.
   *
   * @param condition an InfluxQL condition besides the range, such as {@code "window" = '1h'}, or
   *     an empty text
   */
  public void load(Measurement measurement, TimeRange range, String condition) {
    load(measurement, List.of(download(measurement, range, condition, 0)));
  }

  /**
   * Lets the points of a measurement flow into a file; asks nothing of DuckDB.
   *
   * @param number tells the files of a measurement apart
   */
  Path download(Measurement measurement, TimeRange range, String condition, int number) {
    String columns =
        Stream.concat(
                measurement.fields().stream().map(Field::column),
                measurement.tags().stream().map(tag -> "\"" + tag + "\""))
            .collect(Collectors.joining(", "));
    String query =
        "SELECT %s FROM \"%s\" WHERE %s%s"
            .formatted(
                columns,
                measurement.name(),
                range.condition(),
                condition.isEmpty() ? "" : " AND " + condition);
    Path file =
        database.directory().resolve("influx-%s-%d.csv".formatted(measurement.name(), number));
    influx.download(query, file);
    return file;
  }

  /** Loads the points of a measurement out of files, which it deletes. */
  void load(Measurement measurement, List<Path> files) {
    database.run(measurement.createTable(measurement.found()));
    for (Path file : files) {
      try {
        if (Files.size(file) > 1) {
          read(measurement, file);
        }
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new InfluxException("cannot read " + file + ": " + e.getMessage());
      }
    }
  }

  private void read(Measurement measurement, Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      List<String> head = lines.limit(2).toList();
      if (head.get(0).equals("error")) {
        throw new InfluxException("InfluxDB refused to read " + measurement.name() + ": " + head);
      }
    }
    // The first two are InfluxDB's own columns; a measurement may have a tag of that name too.
    StringBuilder types =
        new StringBuilder("'#name': 'VARCHAR', '#tags': 'VARCHAR', 'ts': 'BIGINT'");
    measurement
        .fields()
        .forEach(field -> types.append(column(field.name(), field.type().sqlType())));
    measurement.tags().forEach(tag -> types.append(column(tag, "VARCHAR")));
    String tags =
        measurement.tags().stream()
            .map(tag -> "coalesce(\"%1$s\", '') AS \"%1$s\"".formatted(tag))
            .collect(Collectors.joining(", "));
    String fields =
        measurement.fields().stream().map(Field::column).collect(Collectors.joining(", "));
    database.run(
        "INSERT INTO %s SELECT %s, ts, %s FROM read_csv(%s, columns = {%s}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"') WHERE %s"
            .formatted(
                measurement.found(),
                tags,
                fields,
                Database.text(file.toString()),
                types,
                measurement.something()));
  }

  private static String column(String name, String type) {
    return ", '" + name + "': '" + type + "'";
  }

  /**
   * What is wrong with the shape of a measurement: tags that nobody knows (which would make two
   * points of one), and fields of another type. Empty where all is well, or nothing is there.
   */
  public List<String> wrongShape(Measurement measurement) {
    List<String> wrong = new ArrayList<>();
    String from = " FROM \"" + measurement.name() + "\"";
    influx
        .lines("SHOW TAG KEYS" + from)
        .map(InfluxDatabase::lastColumn)
        .filter(tag -> !measurement.tags().contains(tag))
        .forEach(tag -> wrong.add(measurement.name() + ": has a tag '" + tag + "' too many"));
    Map<String, String> types =
        measurement.fields().stream()
            .collect(Collectors.toMap(Field::name, field -> field.type().influxType()));
    influx
        .lines("SHOW FIELD KEYS" + from)
        .map(line -> line.split(","))
        .filter(row -> types.containsKey(row[2]) && !row[3].equals(types.get(row[2])))
        .forEach(
            row ->
                wrong.add(
                    String.format(
                        Locale.ROOT,
                        "%s: the field %s is of type %s, should be %s",
                        measurement.name(),
                        row[2],
                        row[3],
                        types.get(row[2]))));
    return wrong;
  }
}
