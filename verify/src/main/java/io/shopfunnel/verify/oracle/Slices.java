package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;

/**
 * Hands over the events of some users at a time in the table {@code event}, so that the memory in
 * use does not grow with the files. All events of a user are in the same slice.
 */
final class Slices {
  private static final String SLICE =
      """
      CREATE TEMP TABLE slice AS
      SELECT e.* EXCLUDE (share, session, odd_session), coalesce(e.session, o.session) AS session
      FROM every_event e LEFT JOIN odd_session o ON o.name = e.odd_session
      WHERE e.share BETWEEN ${first} AND ${last}
      """;

  private final Database database;
  private final SessionCutter cutter;
  private final long slices;

  /** Slices of so many events each, or about; but no more slices than shares of users. */
  Slices(Database database, long sessionGapSeconds, long events, long eventsPerSlice) {
    this.database = database;
    this.cutter = new SessionCutter(database, sessionGapSeconds);
    this.slices =
        Math.min(EventLoader.SHARES, Math.max(1, (events + eventsPerSlice - 1) / eventsPerSlice));
  }

  /** Runs the step once for every slice. */
  void each(Steps steps, Runnable step) {
    for (long slice = 0; slice < slices; slice++) {
      long number = slice;
      steps.gather("sessions", () -> cut(number));
      step.run();
      database.run("DROP TABLE event");
    }
  }

  private void cut(long slice) {
    database.run(
        Template.of(SLICE)
            .with("first", slice * EventLoader.SHARES / slices)
            .with("last", (slice + 1) * EventLoader.SHARES / slices - 1)
            .sql());
    cutter.cut();
    database.run("DROP TABLE slice");
  }
}
