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
      SELECT e.* EXCLUDE (session, odd_session), coalesce(e.session, o.session) AS session
      FROM every_event e LEFT JOIN odd_session o ON o.name = e.odd_session
      WHERE hash(e.usr) % ${slices} = ${slice}
      """;

  private final Database database;
  private final SessionCutter cutter;
  private final long slices;

  /** Slices of so many events each, or about. */
  Slices(Database database, long sessionGapSeconds, long events, long eventsPerSlice) {
    this.database = database;
    this.cutter = new SessionCutter(database, sessionGapSeconds);
    this.slices = Math.max(1, (events + eventsPerSlice - 1) / eventsPerSlice);
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
    database.run(Template.of(SLICE).with("slices", slices).with("slice", slice).sql());
    cutter.cut();
    database.run("DROP TABLE slice");
  }
}
