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
 */
record ActivePoints(Database database) implements SlicedPoints {
  private static final String COUNTS =
      "CREATE TEMP TABLE active_part (counted VARCHAR, ts BIGINT, ${columns})";

  private static final String PART =
      """
      INSERT INTO active_part
      SELECT '${counted}', ${minute}, ${firsts}
      FROM (SELECT t, lag(t) OVER (PARTITION BY ${who} ORDER BY t) AS before FROM event WHERE ${which})
      GROUP BY ALL
      """;

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
    add("users", "usr", "true");
    add("sessions", "sid", "sid IS NOT NULL");
    add("buyers", "usr", "typ = 2");
  }

  private void add(String counted, String who, String which) {
    database.run(
        Template.of(PART)
            .with("counted", counted)
            .with("who", who)
            .with("which", which)
            .with("minute", WindowLength.MINUTE.start("t"))
            .with("firsts", ofEach("count(*) FILTER (before IS NULL OR %2$s < %3$s)"))
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
