package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import org.jspecify.annotations.Nullable;

/** The measurements {@code funnel} and {@code time_to_convert}. */
final class FunnelPoints {
  private static final String ACTORS =
      """
      CREATE TABLE actor AS
      SELECT e.ts, e.ft, e.cat, e.brand, e.band, coalesce(o.depth, 1) AS depth,
        coalesce(f.depth, 1) AS free_depth, o.seconds
      FROM entry e LEFT JOIN outcome o USING (${key}) LEFT JOIN ${free} f USING (${key})
      """;
  private static final String ALL =
      """
      INSERT INTO expected_funnel BY NAME
      SELECT 'all' AS breakdown, '${funnel}' AS funnel, 'all' AS value, '${tag}' AS "window",
        ${start} AS ts, ${counts}, true AS mature
      FROM actor GROUP BY ALL
      """;
  private static final String SPLIT =
      """
      INSERT INTO expected_funnel BY NAME
      WITH counted AS (
        SELECT ${start} AS ts, ${value} AS value, ${counts} FROM actor ${names} GROUP BY ALL),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY ts, value = 'unknown' ORDER BY step_1 DESC, value) AS rank
        FROM counted)
      SELECT '${breakdown}' AS breakdown, '${funnel}' AS funnel,
        CASE WHEN value = 'unknown' OR rank <= ${cap} THEN value ELSE 'other' END AS value,
        '${tag}' AS "window", ts, ${sums}, true AS mature
      FROM ranked GROUP BY ALL
      """;
  private static final String CONVERSIONS =
      """
      INSERT INTO expected_time_to_convert
      SELECT '${funnel}', CASE ${buckets} ELSE '+Inf' END, '${tag}', ${start}, count(*)
      FROM actor WHERE seconds IS NOT NULL GROUP BY ALL
      """;
  private static final int[] BOUNDS = {
    10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400
  };

  private final Database database;
  private final Funnel funnel;

  FunnelPoints(Database database, Funnel funnel) {
    this.database = database;
    this.funnel = funnel;
  }

  /** Actors of sessions enter once for all windows, users once in every window. */
  void compute() {
    FunnelActors actors = new FunnelActors(database, funnel);
    actors.prepare();
    if (funnel.actor().bySession()) {
      follow(actors, null);
      funnel.entryWindows().forEach(this::publish);
      database.run("DROP TABLE actor");
    } else {
      for (WindowLength length : funnel.entryWindows()) {
        follow(actors, length);
        publish(length);
        database.run("DROP TABLE actor");
      }
    }
    actors.close();
  }

  private void follow(FunnelActors actors, @Nullable WindowLength length) {
    actors.follow(length);
    boolean excludes = !funnel.exclusions().isEmpty();
    database.run(
        Template.of(ACTORS)
            .with("key", actors.key(length))
            .with("free", excludes ? "free_outcome" : "outcome")
            .sql());
    actors.forget();
  }

  private void publish(WindowLength length) {
    database.run(filled(ALL, length).sql());
    if (funnel.breakdownWindows().contains(length)) {
      for (Funnel.Breakdown breakdown : funnel.breakdowns()) {
        split(length, breakdown);
      }
    }
    StringBuilder buckets = new StringBuilder();
    for (int bound : BOUNDS) {
      buckets.append("WHEN seconds <= %1$d THEN '%1$d' ".formatted(bound));
    }
    database.run(filled(CONVERSIONS, length).with("buckets", buckets).sql());
  }

  private void split(WindowLength length, Funnel.Breakdown breakdown) {
    String value =
        switch (breakdown) {
          case CATEGORY, BRAND -> "n.name";
          case PRICE_BAND -> Names.BAND;
        };
    String names =
        switch (breakdown) {
          case CATEGORY -> "JOIN category_name n ON n.id = cat";
          case BRAND -> "JOIN brand_name n ON n.id = brand";
          case PRICE_BAND -> "";
        };
    database.run(
        filled(SPLIT, length)
            .with("value", value)
            .with("names", names)
            .with("breakdown", breakdown.tag())
            .with("cap", breakdown.cap())
            .sql());
  }

  private Template filled(String sql, WindowLength length) {
    StringBuilder counts = new StringBuilder();
    StringBuilder sums = new StringBuilder();
    for (int step = 1; step <= funnel.steps().size(); step++) {
      counts.append("count(*) FILTER (depth >= %1$d) AS step_%1$d, ".formatted(step));
      sums.append("sum(step_%1$d) AS step_%1$d, ".formatted(step));
    }
    return Template.of(sql)
        .with("funnel", funnel.name())
        .with("tag", length.tag())
        .with("start", length.start("ft"))
        .with("counts", counts + "count(*) FILTER (free_depth > depth) AS excluded")
        .with("sums", sums + "sum(excluded) AS excluded");
  }
}
