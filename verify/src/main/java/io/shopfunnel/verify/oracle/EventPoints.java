package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;

/** The measurements that count single events: events, price_band, pipeline, active. */
final class EventPoints {
  private static final String EVENTS =
      """
      INSERT INTO expected_events
      SELECT c.name, ${type}, '${tag}', g.ts, g.n, g.cents FROM (
        SELECT cat, typ, ${start} AS ts, count(*) AS n, sum(cents)::BIGINT AS cents
        FROM event GROUP BY ALL) g
      JOIN category_name c ON c.id = g.cat
      """;
  private static final String EVENTS_MERGED =
      """
      INSERT INTO expected_events
      SELECT category, event_type, '${tag}', ${start} AS start, sum("count"), sum(cents)
      FROM (SELECT *, ts AS t FROM expected_events) GROUP BY ALL
      """;
  private static final String BANDS =
      """
      INSERT INTO expected_price_band
      SELECT ${band}, ${type}, '${tag}', ts, n FROM (
        SELECT band, typ, ${start} AS ts, count(*) AS n FROM event GROUP BY ALL)
      """;
  private static final String PIPELINE =
      """
      INSERT INTO expected_pipeline
      SELECT '1m', ${start}, count(*), count(*), 0, 0, 0, count(*) FILTER (sid IS NULL)
      FROM event GROUP BY ALL
      """;
  private static final String ACTIVE =
      """
      INSERT INTO expected_active
      SELECT '${tag}', ts, users, coalesce(sessions, 0), buyers
      FROM (SELECT ts, count(*) AS users, count(*) FILTER (buys) AS buyers
            FROM active_user GROUP BY ts)
      LEFT JOIN (SELECT ts, count(*) AS sessions FROM active_session GROUP BY ts) USING (ts)
      """;

  private final Database database;

  EventPoints(Database database) {
    this.database = database;
  }

  void events() {
    database.run(windowed(EVENTS, WindowLength.MINUTE));
    database.run(windowed(EVENTS_MERGED, WindowLength.HOUR));
  }

  void priceBands() {
    for (WindowLength length : List.of(WindowLength.MINUTE, WindowLength.HOUR)) {
      database.run(windowed(BANDS, length));
    }
  }

  void pipeline() {
    database.run(windowed(PIPELINE, WindowLength.MINUTE));
  }

  /** A user of an hour is a user of one of its minutes, so each length begins with the last. */
  void actives() {
    String users = "event";
    String sessions = "event";
    String buys = "typ = 2";
    for (WindowLength length : WindowLength.values()) {
      database.run(
          "CREATE TABLE next_user AS SELECT usr, %s AS ts, bool_or(%s) AS buys FROM (SELECT *%s FROM %s) GROUP BY ALL"
              .formatted(length.start("t"), buys, alias(users), users));
      database.run(
          "CREATE TABLE next_session AS SELECT DISTINCT usr, sid, %s AS ts FROM (SELECT *%s FROM %s) WHERE sid IS NOT NULL"
              .formatted(length.start("t"), alias(sessions), sessions));
      replace("active_user", "next_user");
      replace("active_session", "next_session");
      database.run(windowed(ACTIVE, length));
      users = "active_user";
      sessions = "active_session";
      buys = "buys";
    }
    database.run("DROP TABLE active_user");
    database.run("DROP TABLE active_session");
  }

  private static String alias(String table) {
    return table.equals("event") ? "" : ", ts AS t";
  }

  private void replace(String table, String next) {
    database.run("DROP TABLE IF EXISTS " + table);
    database.run("ALTER TABLE " + next + " RENAME TO " + table);
  }

  private static String windowed(String sql, WindowLength length) {
    return Template.of(sql)
        .with("type", Names.TYPE)
        .with("band", Names.BAND)
        .with("tag", length.tag())
        .with("start", length.start("t"))
        .sql();
  }
}
