package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.function.Predicate;

/** The measurements that count single events: events, price_band, pipeline. */
record EventPoints(Database database) {
  /** What the points are sums of; far fewer rows than events. */
  private static final String MINUTES =
      """
      CREATE TEMP TABLE minute_count AS
      SELECT ${start} AS t, typ, category, band, session IS NULL AND odd_session IS NULL AS session_missing,
        count(*) AS n, sum(cents)::BIGINT AS cents
      FROM every_event GROUP BY ALL
      """;

  private static final String EVENTS =
      """
      INSERT INTO expected_events
      SELECT category, ${type}, '${tag}', ${start}, sum(n), sum(cents)
      FROM minute_count GROUP BY category, typ, ${start}
      """;
  private static final String BANDS =
      """
      INSERT INTO expected_price_band
      SELECT ${band}, ${type}, '${tag}', ${start}, sum(n)
      FROM minute_count GROUP BY band, typ, ${start}
      """;
  private static final String PIPELINE =
      """
      INSERT INTO expected_pipeline
      SELECT '${tag}', ${start}, sum(n), sum(n), 0, 0, 0, coalesce(sum(n) FILTER (session_missing), 0)
      FROM minute_count GROUP BY ${start}
      """;

  /** Computes those that are wanted. */
  void compute(Predicate<String> wanted) {
    database.run(windowed(MINUTES, WindowLength.MINUTE));
    if (wanted.test("events")) {
      database.run(windowed(EVENTS, WindowLength.MINUTE));
      database.run(windowed(EVENTS, WindowLength.HOUR));
    }
    if (wanted.test("price_band")) {
      database.run(windowed(BANDS, WindowLength.MINUTE));
      database.run(windowed(BANDS, WindowLength.HOUR));
    }
    if (wanted.test("pipeline")) {
      database.run(windowed(PIPELINE, WindowLength.MINUTE));
    }
    database.dropTables("minute_count");
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
