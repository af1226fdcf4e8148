package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;

/**
 * Cuts the events of each user under one {@code user_session} into sessions: a longer silence than
 * the gap begins a new one, and so does an event more than 24 h after the session's first. Makes
 * the table {@code event} of the table {@code slice}, with two numbers in place of the texts:
 * {@code sid} tells the pairs of user and {@code user_session} apart, {@code cs} the sessions; each
 * is the {@code pos} of its first event, and null without a {@code user_session}.
 *
 * <p>Most pairs are over within the gap, and thus one session. Only the others are looked at event
 * by event.
 */
final class SessionCutter {
  private static final String PAIRS =
      """
      CREATE TEMP TABLE pair AS
      SELECT usr, session, min(pos) AS sid, max(t) - min(t) AS seconds
      FROM slice WHERE session IS NOT NULL GROUP BY usr, session
      """;

  private static final String SHORT =
      """
      CREATE TEMP TABLE event AS
      SELECT e.* EXCLUDE (session), p.sid, p.sid AS cs
      FROM slice e JOIN pair p USING (usr, session) WHERE p.seconds <= ${gap}
      UNION ALL
      SELECT * EXCLUDE (session), NULL, NULL FROM slice WHERE session IS NULL
      """;

  private static final String BY_SILENCE =
      """
      CREATE TEMP TABLE spread AS
      SELECT * EXCLUDE (begins),
        max(CASE WHEN begins THEN pos END) OVER (PARTITION BY sid ORDER BY pos ROWS UNBOUNDED PRECEDING) AS cs
      FROM (
        SELECT e.* EXCLUDE (session), p.sid,
          coalesce(t - lag(t) OVER (PARTITION BY p.sid ORDER BY pos) > ${gap}, true) AS begins
        FROM slice e JOIN pair p USING (usr, session) WHERE p.seconds > ${gap})
      """;

  private static final String LONG_EVENTS =
      """
      CREATE TEMP TABLE long_event AS
      SELECT pos, t, cs FROM spread
      SEMI JOIN (SELECT cs FROM spread GROUP BY cs HAVING max(t) - min(t) > 86400) USING (cs)
      """;

  private static final String NEXT_CUT =
      """
      INSERT INTO cut
      SELECT l.cs, min(e.t) FROM (SELECT cs, max(t) AS t FROM cut GROUP BY cs) l
      JOIN long_event e ON e.cs = l.cs AND e.t > l.t + 86400 GROUP BY l.cs
      """;

  private static final String BY_LENGTH =
      """
      INSERT INTO event
      SELECT s.* EXCLUDE (cs), coalesce(later.cs, s.cs)
      FROM spread s LEFT JOIN (
        SELECT e.pos, min(e.pos) OVER (PARTITION BY e.cs, c.t) AS cs
        FROM long_event e ASOF JOIN cut c ON c.cs = e.cs AND c.t <= e.t) later
      USING (pos)
      """;

  private final Database database;
  private final long gapSeconds;

  SessionCutter(Database database, long gapSeconds) {
    this.database = database;
    this.gapSeconds = gapSeconds;
  }

  void cut() {
    database.run(PAIRS);
    database.run(Template.of(SHORT).with("gap", gapSeconds).sql());
    database.run(Template.of(BY_SILENCE).with("gap", gapSeconds).sql());
    database.run("DROP TABLE pair");
    database.run(LONG_EVENTS);
    findCuts();
    database.run(BY_LENGTH);
    database.dropTables("spread", "long_event", "cut");
  }

  /** Each round finds the next cut of every long session, until none has another. */
  private void findCuts() {
    database.run("CREATE TEMP TABLE cut AS SELECT cs, min(t) AS t FROM long_event GROUP BY cs");
    long before = 0;
    long cuts = database.number("SELECT count(*) FROM cut");
    while (cuts > before) {
      before = cuts;
      database.run(NEXT_CUT);
      cuts = database.number("SELECT count(*) FROM cut");
    }
  }
}
