package io.shopfunnel.bench.duckdb;

import io.shopfunnel.bench.contender.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What {@link DuckDb} finds, with the sums that those are judged by who only decode. */
public final class Reference extends DuckDb {
  /** The name of a fact: how many users the busiest day has. */
  public static final String USERS = "users_of_the_busiest_day";

  @Override
  void addMore(Statement statement, Path csv, Results results) throws SQLException, IOException {
    try (ResultSet rows = statement.executeQuery(sql("totals", csv))) {
      while (rows.next()) {
        String type = rows.getString(1);
        results.addTotal(type, "count", rows.getLong(2));
        results.addTotal(type, "users", rows.getLong(3));
        results.addTotal(type, "products", rows.getLong(4));
        results.addTotal(type, "cents", rows.getLong(5));
        results.addRecords(rows.getLong(2));
      }
    }
    try (ResultSet rows = statement.executeQuery(sql("facts", csv))) {
      while (rows.next()) {
        results.addFact(USERS, rows.getLong(1));
      }
    }
  }
}
