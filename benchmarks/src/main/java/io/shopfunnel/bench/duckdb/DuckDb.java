package io.shopfunnel.bench.duckdb;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Contender;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Stopwatch;
import io.shopfunnel.schema.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Both metrics in SQL over the CSV file, read once into memory. It shares no code with the job, nor
 * with any other contender, and takes the file as the shop wrote it: what the others find is
 * compared with what it finds.
 */
public class DuckDb implements Contender {
  private static final String MOST_MEMORY = "10GB";

  @Override
  public final Results consume(Assignment assignment, Stopwatch watch)
      throws SQLException, IOException {
    Path spill = Files.createDirectories(assignment.directory().resolve("duckdb"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + assignment.parallelism());
      statement.execute("SET memory_limit = '" + MOST_MEMORY + "'");
      statement.execute("SET temp_directory = " + literal(spill.toString()));
      // No result depends on the order of the rows.
      statement.execute("SET preserve_insertion_order = false");
      Results results = new Results();
      watch.start();
      statement.execute(sql("load", assignment.csv()));
      addCounts(statement, assignment.csv(), results);
      addFunnel(statement, assignment.csv(), results);
      watch.stop();
      addMore(statement, assignment.csv(), results);
      return results;
    }
  }

  /** Adds what is not timed. */
  void addMore(Statement statement, Path csv, Results results) throws SQLException, IOException {}

  private static void addCounts(Statement statement, Path csv, Results results)
      throws SQLException, IOException {
    try (ResultSet rows = statement.executeQuery(sql("counts", csv))) {
      while (rows.next()) {
        String type = EventType.ofRank(rows.getInt(2)).wireName();
        results.addEvents(rows.getLong(1), type, rows.getLong(3));
      }
    }
  }

  private static void addFunnel(Statement statement, Path csv, Results results)
      throws SQLException, IOException {
    try (ResultSet rows = statement.executeQuery(sql("funnel", csv))) {
      while (rows.next()) {
        results.addFunnel(rows.getLong(1), rows.getInt(2), rows.getLong(3));
      }
    }
  }

  static String sql(String name, Path csv) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(DuckDb.class.getResourceAsStream(name + ".sql"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("'${csv}'", literal(csv.toString()));
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
