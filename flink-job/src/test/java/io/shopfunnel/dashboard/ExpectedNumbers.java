package io.shopfunnel.dashboard;

import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.oracle.Oracle;
import io.shopfunnel.verify.oracle.SourceFile;
import io.shopfunnel.verify.oracle.Steps;
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

/** What every query must answer, computed from the CSV by SQL ({@code numbers.sql}). */
final class ExpectedNumbers implements AutoCloseable {
  private final Database database;
  private final Map<String, String> queries = new LinkedHashMap<>();

  /** Computes the oracle's points over a file; the period is in milliseconds. */
  ExpectedNumbers(Path csv, Path directory, long from, long to) throws IOException {
    for (String block : resource().split("(?m)^-- (?=shop-)")) {
      int line = block.indexOf('\n');
      queries.put(
          block.substring(0, line),
          block
              .substring(line + 1)
              .replace("{from}", Long.toString(from / 1_000))
              .replace("{to}", Long.toString(to / 1_000)));
    }
    database = Database.inMemory(directory);
    Funnels funnels = FunnelsFile.read(null);
    new Oracle(database, funnels, Steps.silent())
        .compute(List.of(SourceFile.of(csv)), 1_800, name -> true, input -> {});
  }

  private static String resource() throws IOException {
    try (InputStream sql = ExpectedNumbers.class.getResourceAsStream("numbers.sql")) {
      String text = new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf("-- shop-") + 3);
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

  @Override
  public void close() {
    database.close();
  }
}
