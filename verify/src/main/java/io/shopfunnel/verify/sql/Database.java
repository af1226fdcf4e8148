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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One DuckDB database with one connection; whatever outgrows its memory goes to a directory. */
public final class Database implements AutoCloseable {
  private final Connection connection;
  private final @Nullable Path file;

  private Database(Connection connection, @Nullable Path file) {
    this.connection = connection;
    this.file = file;
  }

  /** A database in memory, for small inputs. */
  public static Database inMemory(Path tempDirectory) {
    return open(null, tempDirectory, 2, "2GB");
  }

  /**
   * A database in a file of its own in the directory, deleted when it is closed.
   *
   * @param memory the most that DuckDB may use, such as {@code 12GB}
   */
  public static Database onDisk(Path tempDirectory, int threads, String memory) {
    Path file = tempDirectory.resolve("verify-" + ProcessHandle.current().pid() + ".duckdb");
    return open(file, tempDirectory, threads, memory);
  }

  private static Database open(@Nullable Path file, Path directory, int threads, String memory) {
    try {
      Files.createDirectories(directory);
      Connection connection =
          DriverManager.getConnection("jdbc:duckdb:" + (file == null ? "" : file));
      Database database = new Database(connection, file);
      database.run("SET threads = " + threads);
      database.run("SET memory_limit = " + text(memory));
      database.run("SET temp_directory = " + text(directory.resolve("spill").toString()));
      database.run("SET preserve_insertion_order = true");
      return database;
    } catch (IOException e) {
      throw new QueryException("cannot make the directory " + directory + ": " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new QueryException("cannot open DuckDB: " + e.getMessage(), e);
    }
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

  /** Closes it, and deletes its file. */
  @Override
  public void close() {
    try {
      connection.close();
      if (file != null) {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of(file + ".wal"));
      }
    } catch (SQLException | IOException e) {
      throw new QueryException("cannot close DuckDB: " + e.getMessage(), e);
    }
  }

  /** Takes one row at a time. */
  @FunctionalInterface
  public interface RowReader {
    /** Reads the row that the answer stands at. */
    void read(ResultSet row) throws SQLException;
  }
}
