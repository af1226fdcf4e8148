package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.Field;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads expected points out of their tables. */
public final class PointReader {
  private final Database database;
  private final List<Measurement> measurements;

  /** A reader of those measurements. */
  public PointReader(Database database, List<Measurement> measurements) {
    this.database = database;
    this.measurements = measurements;
  }

  /** All points, from identity to fields. */
  public SortedMap<String, SortedMap<String, Object>> points() {
    SortedMap<String, SortedMap<String, Object>> points = new TreeMap<>();
    for (Measurement measurement : measurements) {
      each(measurement, row -> points.put(identity(measurement, row), fields(measurement, row)));
    }
    return points;
  }

  /** All points as line protocol with times in seconds, in the order of the measurements. */
  public void lines(BiConsumer<Measurement, String> sink) {
    for (Measurement measurement : measurements) {
      each(measurement, row -> sink.accept(measurement, line(measurement, row)));
    }
  }

  private void each(Measurement measurement, Database.RowReader reader) {
    String columns =
        Stream.concat(
                measurement.identity().stream(), measurement.fields().stream().map(Field::column))
            .collect(Collectors.joining(", "));
    database.each(
        "SELECT %s FROM %s ORDER BY ALL".formatted(columns, measurement.expected()), reader);
  }

  private static String identity(Measurement measurement, ResultSet row) throws SQLException {
    StringBuilder identity = new StringBuilder(measurement.name());
    for (int i = 0; i < measurement.tags().size(); i++) {
      identity.append(',').append(measurement.tags().get(i)).append('=');
      identity.append(row.getString(i + 1));
    }
    return identity.append(' ').append(row.getLong("ts") * 1_000).toString();
  }

  private static SortedMap<String, Object> fields(Measurement measurement, ResultSet row)
      throws SQLException {
    SortedMap<String, Object> fields = new TreeMap<>();
    int column = measurement.tags().size() + 2;
    for (Field field : measurement.fields()) {
      Object value =
          switch (field.type()) {
            case INTEGER -> row.getLong(column);
            case TEXT -> row.getString(column);
            case BOOLEAN -> row.getBoolean(column);
          };
      if (!row.wasNull()) {
        fields.put(field.name(), value);
      }
      column++;
    }
    return fields;
  }

  private static String line(Measurement measurement, ResultSet row) throws SQLException {
    StringBuilder line = new StringBuilder(measurement.name());
    for (int i = 0; i < measurement.tags().size(); i++) {
      line.append(',').append(measurement.tags().get(i)).append('=');
      line.append(row.getString(i + 1).replaceAll("([,= ])", "\\\\$1"));
    }
    String fields =
        fields(measurement, row).entrySet().stream()
            .map(field -> field.getKey() + "=" + literal(field.getValue()))
            .collect(Collectors.joining(","));
    return line + " " + fields + " " + row.getLong("ts");
  }

  private static String literal(Object value) {
    if (value instanceof Long) {
      return value + "i";
    }
    return value instanceof String text
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : value.toString();
  }
}
