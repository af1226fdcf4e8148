package io.shopfunnel.verify.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One DuckDB database with one connection; whatever outgrows its memory goes to a directory. */
public final class Database implements AutoCloseable {
  private final Connection connection;
  private final Path directory;
  private final long memoryMegabytes;

  private Database(Connection connection, Path directory, long memoryMegabytes) {
    this.connection = connection;
    this.directory = directory;
    this.memoryMegabytes = memoryMegabytes;
  }

  /** A database in memory, for small inputs; what it spills goes below that directory. */
  public static Database inMemory(Path tempDirectory) {
    return open(false, tempDirectory, 2, 2_000);
  }

  /**
   * A database in a file below that directory.
   *
   * @param memoryMegabytes the most that DuckDB may use
   */
  public static Database onDisk(Path tempDirectory, int threads, long memoryMegabytes) {
    return open(true, tempDirectory, threads, memoryMegabytes);
  }

  /** Each has a directory of its own: two runs at a time must not share what they spill. */
  private static Database open(boolean onDisk, Path parent, int threads, long memory) {
    try {
      Files.createDirectories(parent);
      Path directory = Files.createTempDirectory(parent, "run-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      String file = onDisk ? directory.resolve("verify.duckdb").toString() : "";
      Database database =
          new Database(DriverManager.getConnection("jdbc:duckdb:" + file), directory, memory);
      database.run("SET threads = " + threads);
      database.run("SET memory_limit = " + text(memory + "MB"));
      database.run("SET temp_directory = " + text(directory.resolve("spill").toString()));
      database.run("SET preserve_insertion_order = false");
      return database;
    } catch (IOException e) {
      throw new QueryException(
          "cannot write to the directory " + parent + ": " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new QueryException("cannot open DuckDB: " + e.getMessage(), e);
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new QueryException("cannot delete " + directory + ": " + e.getMessage(), e);
    }
  }

  /** The directory that is its own, for other files that are wanted no longer than it. */
  public Path directory() {
    return directory;
  }

  /** The most memory that it may use. */
  public long memoryMegabytes() {
    return memoryMegabytes;
  }

  /** A text as an SQL literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Runs one statement. */
  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new QueryException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** Drops those of the tables that are there. */
  public void dropTables(String... names) {
    for (String name : names) {
      run("DROP TABLE IF EXISTS " + name);
    }
  }

  /** Gives a table the name, and the place, of another, which need not be there. */
  public void replaceTable(String name, String by) {
    dropTables(name);
    run("ALTER TABLE " + by + " RENAME TO " + name);
  }

  /** The first column of the only row; 0 for null. */
  public long number(String sql) {
    long[] number = new long[1];
    each(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  /** Hands over every row of an answer. */
  public void each(String sql, RowReader reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (SQLException e) {
      throw new QueryException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** All rows of a small answer. */
  public List<List<@Nullable Object>> rows(String sql) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    each(
        sql,
        row -> {
          List<@Nullable Object> values = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getObject(i));
          }
          all.add(values);
        });
    return all;
  }

  /** Closes it, and deletes its directory. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new QueryException("cannot close DuckDB: " + e.getMessage(), e);
    }
    delete(directory);
  }

  /** Takes one row at a time. */
  @FunctionalInterface
  public interface RowReader {
    /** Reads the row that the answer stands at. */
    void read(ResultSet row) throws SQLException;
  }
}
