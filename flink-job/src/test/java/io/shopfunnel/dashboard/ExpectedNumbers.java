package io.shopfunnel.dashboard;

import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.oracle.Oracle;
import io.shopfunnel.verify.oracle.SourceFile;
import io.shopfunnel.verify.oracle.Steps;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What every query must answer, and what panels must show, computed from the CSV by SQL ({@code
 * numbers.sql}, {@code shown.sql}).
 */
final class ExpectedNumbers implements AutoCloseable {
  private final Database database;
  private final Map<String, String> queries = new LinkedHashMap<>();
  private final Map<String, String> panels = new LinkedHashMap<>();

  /**
   * Computes the oracle's points over a file, and keeps those whose windows begin before the
   * period's end; the period is in milliseconds.
   */
  ExpectedNumbers(Path csv, Path directory, long from, long to) throws IOException {
    queries.putAll(statements("numbers.sql", from, to));
    panels.putAll(statements("shown.sql", from, to));
    database = Database.inMemory(directory);
    Funnels funnels = FunnelsFile.read(null);
    new Oracle(database, funnels, Steps.silent())
        .compute(List.of(SourceFile.of(csv)), 1_800, name -> true, input -> {});
    for (Measurement measurement : Oracle.measurements(funnels)) {
      database.run("DELETE FROM %s WHERE ts >= %d".formatted(measurement.expected(), to / 1_000));
    }
  }

  private static Map<String, String> statements(String name, long from, long to)
      throws IOException {
    try (InputStream sql = ExpectedNumbers.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> statements = new LinkedHashMap<>();
      for (String block : text.substring(text.indexOf("-- shop-") + 3).split("(?m)^-- (?=shop-)")) {
        int line = block.indexOf('\n');
        statements.put(
            block.substring(0, line),
            block
                .substring(line + 1)
                .replace("{from}", Long.toString(from / 1_000))
                .replace("{to}", Long.toString(to / 1_000)));
      }
      return statements;
    }
  }

  /** The names of the queries of which it knows the answer. */
  Set<String> names() {
    return queries.keySet();
  }

  /** Whether the times of the rows matter. */
  boolean isTimed(String name) {
    return Objects.requireNonNull(queries.get(name), name).matches("(?s)SELECT (hour\\.)?ts\\b.*");
  }

  /** The rows as texts, sorted. */
  List<String> rows(String name) {
    return database.rows(Objects.requireNonNull(queries.get(name), name)).stream()
        .map(InfluxAnswers::text)
        .sorted()
        .toList();
  }

  /** The names of the panels of which it knows what they show. */
  Set<String> panels() {
    return panels.keySet();
  }

  /** What a panel shows: its rows in their order, as texts. */
  List<String> shown(String panel) {
    return database.rows(Objects.requireNonNull(panels.get(panel), panel)).stream()
        .map(InfluxAnswers::text)
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
