package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The measurement {@code active}. Who is active in a window has one first event in it: that whose
 * predecessor, of the same user or session, lies in another window or is none. So first events are
 * counted, by minute, for all lengths at once; and a user, and so a session, is in one slice only:
 * parts add up.
 *
 * <p>Every window is made of whole minutes, so that one event of each minute will do: of a session
 * that is the first of its minute, and of a user the first of each of its sessions' minutes.
 */
record ActivePoints(Database database) implements SlicedPoints {
  private static final String COUNTS =
      "CREATE TEMP TABLE active_part (counted VARCHAR, ts BIGINT, ${columns})";

  /** In a session's first minute only its first event counts, so that no other need be sorted. */
  private static final String SESSION_MINUTES =
      """
      CREATE TEMP TABLE session_minute AS
      SELECT usr, t, before
      FROM (
        SELECT usr, t, lag(t) OVER (PARTITION BY sid ORDER BY pos) AS before
        FROM event WHERE pos = sid OR ${minute} > ${first_minute})
      WHERE before IS NULL OR ${minute_before} < ${minute}
      """;

  private static final String PART =
      """
      INSERT INTO active_part
      SELECT '${counted}', ${minute}, ${firsts} FROM (${events}) GROUP BY ALL
      """;

  private static final String USERS =
      "SELECT t, lag(t) OVER (PARTITION BY usr ORDER BY t) AS before FROM (${of})";

  private static final String UNITE =
      """
      INSERT INTO expected_active
      SELECT '${tag}', ${start},
        coalesce(sum("${tag}") FILTER (counted = 'users'), 0),
        coalesce(sum("${tag}") FILTER (counted = 'sessions'), 0),
        coalesce(sum("${tag}") FILTER (counted = 'buyers'), 0)
      FROM active_part GROUP BY ${start}
      """;

  @Override
  public String name() {
    return "active";
  }

  @Override
  public void begin() {
    database.run(Template.of(COUNTS).with("columns", ofEach("\"%1$s\" BIGINT")).sql());
  }

  @Override
  public void add() {
    database.run(
        Template.of(SESSION_MINUTES)
            .with("minute", WindowLength.MINUTE.start("t"))
            .with("minute_before", WindowLength.MINUTE.start("before"))
            .with("first_minute", WindowLength.MINUTE.start("time_of(sid)"))
            .sql());
    add("sessions", "SELECT t, before FROM session_minute");
    add(
        "users",
        users(
            "SELECT usr, t FROM session_minute UNION ALL SELECT usr, t FROM event WHERE sid IS NULL"));
    add("buyers", users("SELECT usr, t FROM event WHERE typ = 2"));
    database.dropTables("session_minute");
  }

  private static String users(String of) {
    return Template.of(USERS).with("of", of).sql();
  }

  private void add(String counted, String events) {
    database.run(
        Template.of(PART)
            .with("counted", counted)
            .with("minute", WindowLength.MINUTE.start("t"))
            .with("firsts", ofEach("count(*) FILTER (before IS NULL OR %2$s < %3$s)"))
            .with("events", events)
            .sql());
  }

  private static String ofEach(String text) {
    return Arrays.stream(WindowLength.values())
        .map(length -> text.formatted(length.tag(), length.start("before"), length.start("t")))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void publish() {
    for (WindowLength length : WindowLength.values()) {
      database.run(
          Template.of(UNITE).with("tag", length.tag()).with("start", length.start("ts")).sql());
    }
    database.dropTables("active_part");
  }
}
