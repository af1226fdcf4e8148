package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;

/** The measurement {@code active}. A user, and so a session, is in one slice only: parts add up. */
record ActivePoints(Database database) implements SlicedPoints {
  private static final String USERS =
      """
      CREATE TEMP TABLE next_user AS
      SELECT usr, ${start} AS t, bool_or(${buys}) AS buys FROM ${users} GROUP BY ALL
      """;
  private static final String SESSIONS =
      """
      CREATE TEMP TABLE next_session AS
      SELECT DISTINCT sid, ${start} AS t FROM ${sessions} WHERE sid IS NOT NULL
      """;
  private static final String PART =
      """
      INSERT INTO active_part
      SELECT '${tag}', t, count(*), 0, count(*) FILTER (buys) FROM active_user GROUP BY ALL
      UNION ALL
      SELECT '${tag}', t, 0, count(*), 0 FROM active_session GROUP BY ALL
      """;
  private static final String UNITE =
      """
      INSERT INTO expected_active
      SELECT "window", ts, sum(users), sum(sessions), sum(buyers) FROM active_part GROUP BY ALL
      """;

  @Override
  public String name() {
    return "active";
  }

  @Override
  public void begin() {
    database.run("CREATE TEMP TABLE active_part AS FROM expected_active");
  }

  /** A user of an hour is a user of one of its minutes, so each length begins with the last. */
  @Override
  public void add() {
    String users = "event";
    String sessions = "event";
    String buys = "typ = 2";
    for (WindowLength length : WindowLength.values()) {
      String start = length.start("t");
      database.run(
          Template.of(USERS).with("start", start).with("buys", buys).with("users", users).sql());
      database.run(Template.of(SESSIONS).with("start", start).with("sessions", sessions).sql());
      database.replaceTable("active_user", "next_user");
      database.replaceTable("active_session", "next_session");
      database.run(Template.of(PART).with("tag", length.tag()).sql());
      users = "active_user";
      sessions = "active_session";
      buys = "buys";
    }
    database.dropTables("active_user", "active_session");
  }

  @Override
  public void publish() {
    database.run(UNITE);
    database.dropTables("active_part");
  }
}
