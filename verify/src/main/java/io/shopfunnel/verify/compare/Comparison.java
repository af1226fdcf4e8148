package io.shopfunnel.verify.compare;

import io.shopfunnel.verify.point.Field;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the expected points of a measurement with those found, both ways, in SQL. */
public final class Comparison {
  private final Database database;

  /** A comparison of tables in that database. */
  public Comparison(Database database) {
    this.database = database;
  }

  /** Counts what agrees and what doesn't. */
  public Tally tally(Measurement measurement) {
    List<@Nullable Object> counts =
        database
            .rows(
                "SELECT count(expected), count(found), count(*) FILTER (same), count(*) FILTER (found IS NULL), count(*) FILTER (expected IS NULL) FROM "
                    + joined(measurement))
            .get(0);
    return new Tally(
        measurement.name(),
        count(counts, 0),
        count(counts, 1),
        count(counts, 2),
        count(counts, 3),
        count(counts, 4));
  }

  private static long count(List<@Nullable Object> counts, int column) {
    return ((Number) Objects.requireNonNull(counts.get(column))).longValue();
  }

  /** The first differences, one line for each field that differs. */
  public List<String> differences(Measurement measurement, int most) {
    List<String> lines = new ArrayList<>();
    database.each(
        "SELECT * FROM %s WHERE NOT same OR same IS NULL ORDER BY %s LIMIT %d"
            .formatted(joined(measurement), identity(measurement), most),
        row -> lines.addAll(describe(measurement, row)));
    return lines.size() > most ? lines.subList(0, most) : lines;
  }

  /** Every identity with {@code expected} and {@code found}, null where there is none. */
  private static String joined(Measurement measurement) {
    String fields =
        measurement.fields().stream().map(Field::column).collect(Collectors.joining(", "));
    String same =
        measurement.fields().stream()
            .map(field -> "e.%1$s IS NOT DISTINCT FROM f.%1$s".formatted(field.column()))
            .collect(Collectors.joining(" AND "));
    return "(SELECT %1$s, CASE WHEN e.here AND f.here THEN %2$s END AS same, e.here AS expected, f.here AS found, %3$s, %4$s FROM (SELECT %1$s, %5$s, true AS here FROM %6$s) e FULL JOIN (SELECT %1$s, %5$s, true AS here FROM %7$s) f USING (%1$s))"
        .formatted(
            identity(measurement),
            same,
            renamed(measurement, "e"),
            renamed(measurement, "f"),
            fields,
            measurement.expected(),
            measurement.found());
  }

  private static String renamed(Measurement measurement, String side) {
    return measurement.fields().stream()
        .map(field -> "%s.%s AS \"%1$s %s\"".formatted(side, field.column(), field.name()))
        .collect(Collectors.joining(", "));
  }

  private static String identity(Measurement measurement) {
    return String.join(", ", measurement.identity());
  }

  private static List<String> describe(Measurement measurement, ResultSet row) throws SQLException {
    StringBuilder identity = new StringBuilder(measurement.name());
    for (String tag : measurement.tags()) {
      identity.append(',').append(tag).append('=').append(row.getString(tag));
    }
    identity.append(' ').append(Instant.ofEpochSecond(row.getLong("ts")));
    if (row.getObject("found") == null) {
      return List.of(identity + ": missing; expected " + all(measurement, row, "e"));
    }
    if (row.getObject("expected") == null) {
      return List.of(identity + ": extra; found " + all(measurement, row, "f"));
    }
    List<String> lines = new ArrayList<>();
    for (Field field : measurement.fields()) {
      Object expected = row.getObject("e " + field.name());
      Object found = row.getObject("f " + field.name());
      if (!Objects.equals(expected, found)) {
        lines.add(
            "%s: %s: expected %s, found %s"
                .formatted(identity, field.name(), shown(expected), shown(found)));
      }
    }
    return lines;
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }

  private static String all(Measurement measurement, ResultSet row, String side)
      throws SQLException {
    List<String> fields = new ArrayList<>();
    for (Field field : measurement.fields()) {
      Object value = row.getObject(side + " " + field.name());
      if (value != null) {
        fields.add(field.name() + "=" + value);
      }
    }
    return String.join(" ", fields);
  }
}
