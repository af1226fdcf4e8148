package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;

/**
 * Cuts the events of each user under one {@code user_session} into sessions: a longer silence than
 * the gap begins a new one, and so does an event more than 24 h after the session's first. In the
 * table {@code event}, {@code cs} is the session: the {@code pos} of its first event, null without
 * a {@code user_session}.
 */
final class SessionCutter {
  private static final String BY_SILENCE =
      """
      CREATE TABLE event AS
      SELECT pos, t, typ, product, cat, brand, cents, band, usr, sid,
        max(CASE WHEN starts THEN pos END) OVER (PARTITION BY usr, sid ORDER BY pos ROWS UNBOUNDED PRECEDING) AS cs
      FROM (
        SELECT rowid AS pos, *,
          coalesce(t - lag(t) OVER (PARTITION BY usr, sid ORDER BY rowid) > ${gap}, true) AS starts
        FROM ordered WHERE sid IS NOT NULL)
      UNION ALL
      SELECT rowid, t, typ, product, cat, brand, cents, band, usr, sid, NULL
      FROM ordered WHERE sid IS NULL
      """;

  private static final String LONG_EVENTS =
      """
      CREATE TABLE long_event AS
      SELECT e.pos, e.t, e.cs FROM event e
      SEMI JOIN (SELECT cs FROM event WHERE cs IS NOT NULL GROUP BY cs HAVING max(t) - min(t) > 86400) l
      ON l.cs = e.cs
      """;

  private static final String NEXT_CUT =
      """
      INSERT INTO cut
      SELECT l.cs, min(e.t) FROM (SELECT cs, max(t) AS t FROM cut GROUP BY cs) l
      JOIN long_event e ON e.cs = l.cs AND e.t > l.t + 86400 GROUP BY l.cs
      """;

  private static final String MOVE =
      """
      UPDATE event SET cs = moved.cs FROM (
        SELECT e.pos, min(e.pos) OVER (PARTITION BY e.cs, c.t) AS cs
        FROM long_event e ASOF JOIN cut c ON c.cs = e.cs AND c.t <= e.t) moved
      WHERE moved.pos = event.pos
      """;

  private final Database database;

  SessionCutter(Database database) {
    this.database = database;
  }

  void cut(long gapSeconds) {
    database.run(Template.of(BY_SILENCE).with("gap", gapSeconds).sql());
    database.run("DROP TABLE ordered");
    database.run(LONG_EVENTS);
    if (database.number("SELECT count(*) FROM long_event") > 0) {
      cutByLength();
    }
    database.run("DROP TABLE long_event");
  }

  /** Each round finds the next cut of every long session, until none has another. */
  private void cutByLength() {
    database.run("CREATE TABLE cut AS SELECT cs, min(t) AS t FROM long_event GROUP BY cs");
    long before = 0;
    long cuts = database.number("SELECT count(*) FROM cut");
    while (cuts > before) {
      before = cuts;
      database.run(NEXT_CUT);
      cuts = database.number("SELECT count(*) FROM cut");
    }
    database.run(MOVE);
    database.run("DROP TABLE cut");
  }
}
