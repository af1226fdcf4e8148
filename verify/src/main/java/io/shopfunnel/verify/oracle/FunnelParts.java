package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many actors of each funnel came how far, from slice to slice: counts by the start of the
 * entry window, of all actors and of those of each category, brand and price band. Sessions are
 * counted in the shortest of their windows, and added up to the longer ones.
 */
final class FunnelParts {
  private static final String COUNTS =
      """
      CREATE TEMP TABLE funnel_part (funnel INTEGER, "window" VARCHAR, ts BIGINT,
        category BIGINT, brand BIGINT, band TINYINT, ${steps} excluded BIGINT)
      """;
  private static final String CONVERSIONS =
      "CREATE TEMP TABLE conversion_part (funnel INTEGER, \"window\" VARCHAR, ts BIGINT, le VARCHAR, n BIGINT)";

  /** The actors that came further than the entry, or would have without the exclusions. */
  private static final String FOLLOWED =
      """
      CREATE TEMP TABLE followed AS
      SELECT e.t, e.category, e.brand, e.band, coalesce(o.depth, 1) AS depth, f.depth AS free_depth, o.seconds
      FROM ${free} f JOIN entry e USING (${key}) LEFT JOIN outcome o USING (${key})
      """;

  private static final String ADD =
      """
      INSERT INTO funnel_part BY NAME
      SELECT ${funnel} AS funnel, '${tag}' AS "window", ${of}, ${counts}
      FROM (SELECT *, ${start} AS start, ${split_start} AS split_start FROM ${actors})
      GROUP BY GROUPING SETS (${sets})
      """;
  private static final String ADD_CONVERSIONS =
      """
      INSERT INTO conversion_part
      SELECT ${funnel}, '${tag}', ${start}, CASE ${buckets} ELSE '+Inf' END, count(*)
      FROM followed WHERE seconds IS NOT NULL GROUP BY ALL
      """;
  private static final String UNITE =
      """
      CREATE TEMP TABLE united AS
      SELECT funnel, "window", ts, category, brand, band, ${sums} FROM funnel_part GROUP BY ALL
      """;
  private static final String ALL =
      """
      INSERT INTO expected_funnel BY NAME
      SELECT 'all' AS breakdown, '${name}' AS funnel, 'all' AS value, '${tag}' AS "window",
        ${start} AS ts, ${sums}, true AS mature
      FROM funnel_part
      WHERE funnel = ${funnel} AND "window" = '${counted}'
        AND category IS NULL AND brand IS NULL AND band IS NULL
      GROUP BY ALL
      """;
  private static final String SPLIT =
      """
      INSERT INTO expected_funnel BY NAME
      WITH counted AS (
        SELECT ${start} AS ts, ${column}, ${sums} FROM funnel_part
        WHERE funnel = ${funnel} AND "window" = '${counted}' AND ${column} IS NOT NULL GROUP BY ALL),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY ts, value = 'unknown' ORDER BY step_1 DESC, value) AS rank
        FROM (SELECT *, ${value} AS value FROM counted))
      SELECT '${breakdown}' AS breakdown, '${name}' AS funnel,
        CASE WHEN value = 'unknown' OR rank <= ${cap} THEN value ELSE 'other' END AS value,
        '${tag}' AS "window", ts, ${sums}, true AS mature
      FROM ranked GROUP BY ALL
      """;
  private static final String TIMES_TO_CONVERT =
      """
      INSERT INTO expected_time_to_convert
      SELECT '${name}', le, '${tag}', ${start}, sum(n)
      FROM conversion_part WHERE funnel = ${funnel} AND "window" = '${counted}'
      GROUP BY le, ${start}
      """;
  private static final int[] BOUNDS = {
    10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400
  };

  private final Database database;
  private final List<Funnel> funnels;
  private final long many;
  private long united;

  /** Parts that are united before they are many more than that. */
  FunnelParts(Database database, List<Funnel> funnels, long many) {
    this.database = database;
    this.funnels = funnels;
    this.many = many;
  }

  void begin() {
    int steps = funnels.stream().mapToInt(funnel -> funnel.steps().size()).max().orElse(1);
    database.run(Template.of(COUNTS).with("steps", each(1, steps, "step_%1$d BIGINT, ")).sql());
    database.run(CONVERSIONS);
  }

  private static String each(int from, int to, String text) {
    return IntStream.rangeClosed(from, to).mapToObj(text::formatted).collect(Collectors.joining());
  }

  /**
   * Adds the actors of the tables {@code entry} and {@code outcome}.
   *
   * @param length the entry window of users; null for sessions
   * @param key the columns that tell actors apart
   * @param free the table of the outcomes without exclusions
   */
  void add(Funnel funnel, @Nullable WindowLength length, String key, String free) {
    database.run(Template.of(FOLLOWED).with("key", key).with("free", free).sql());
    WindowLength counted = length == null ? Collections.min(funnel.entryWindows()) : length;
    int steps = funnel.steps().size();
    String entered = "count(*) AS step_1, " + each(2, steps, "0 AS step_%1$d, ") + "0 AS excluded";
    String further =
        "0 AS step_1, "
            + each(2, steps, "count(*) FILTER (depth >= %1$d) AS step_%1$d, ")
            + "count(*) FILTER (free_depth > depth) AS excluded";
    Template add = add(funnel, length, counted);
    database.run(add.with("actors", "entry").with("counts", entered).sql());
    database.run(add.with("actors", "followed").with("counts", further).sql());
    database.run(
        of(ADD_CONVERSIONS, funnel, counted, counted.start("t")).with("buckets", buckets()).sql());
    database.dropTables("followed");
  }

  private Template add(Funnel funnel, @Nullable WindowLength length, WindowLength counted) {
    List<WindowLength> splits = funnel.breakdownWindows();
    boolean isSplit = length == null ? !splits.isEmpty() : splits.contains(length);
    WindowLength split = isSplit && length == null ? Collections.min(splits) : counted;
    List<String> columns =
        isSplit ? funnel.breakdowns().stream().map(FunnelParts::column).toList() : List.of();
    boolean all = columns.isEmpty();
    return of(ADD, funnel, counted, counted.start("t"))
        .with("split_start", split.start("t"))
        .with(
            "of",
            all
                ? "start AS ts"
                : "coalesce(start, split_start) AS ts, " + String.join(", ", columns))
        .with(
            "sets",
            "(start)"
                + columns.stream()
                    .map(", (split_start, %s)"::formatted)
                    .collect(Collectors.joining()));
  }

  private static String column(Funnel.Breakdown breakdown) {
    return switch (breakdown) {
      case CATEGORY -> "category";
      case BRAND -> "brand";
      case PRICE_BAND -> "band";
    };
  }

  private static String name(Funnel.Breakdown breakdown) {
    return switch (breakdown) {
      case CATEGORY -> Names.CATEGORY;
      case BRAND -> Names.BRAND;
      case PRICE_BAND -> Names.BAND;
    };
  }

  private static String buckets() {
    StringBuilder buckets = new StringBuilder();
    for (int bound : BOUNDS) {
      buckets.append("WHEN seconds <= %1$d THEN '%1$d' ".formatted(bound));
    }
    return buckets.toString();
  }

  /** So that the memory in use does not grow with the number of slices. */
  void uniteIfMany() {
    if (database.number("SELECT count(*) FROM funnel_part") > many + 2 * united) {
      unite();
    }
  }

  private void unite() {
    int steps = funnels.stream().mapToInt(funnel -> funnel.steps().size()).max().orElse(1);
    database.run(Template.of(UNITE).with("sums", sums(steps, "::BIGINT")).sql());
    database.replaceTable("funnel_part", "united");
    united = database.number("SELECT count(*) FROM funnel_part");
  }

  private static String sums(int steps, String type) {
    return each(1, steps, "sum(step_%1$d)" + type + " AS step_%1$d, ")
        + "sum(excluded)"
        + type
        + " AS excluded";
  }

  /** Makes points of them. */
  void publish() {
    unite();
    for (Funnel funnel : funnels) {
      funnel.entryWindows().forEach(length -> publish(funnel, length));
    }
    database.dropTables("funnel_part", "conversion_part");
  }

  private void publish(Funnel funnel, WindowLength length) {
    database.run(published(ALL, funnel, length).sql());
    if (funnel.breakdownWindows().contains(length)) {
      for (Funnel.Breakdown by : funnel.breakdowns()) {
        database.run(
            published(SPLIT, funnel, length)
                .with("breakdown", by.tag())
                .with("column", column(by))
                .with("value", name(by))
                .with("cap", by.cap())
                .sql());
      }
    }
    database.run(published(TIMES_TO_CONVERT, funnel, length).sql());
  }

  private Template published(String sql, Funnel funnel, WindowLength length) {
    boolean addsUp = funnel.actor().bySession();
    WindowLength counted = addsUp ? Collections.min(funnel.entryWindows()) : length;
    return of(sql, funnel, length, length.start("ts"))
        .with("name", funnel.name())
        .with("counted", counted.tag())
        .with("sums", sums(funnel.steps().size(), ""));
  }

  private Template of(String sql, Funnel funnel, WindowLength length, String start) {
    return Template.of(sql)
        .with("funnel", funnels.indexOf(funnel))
        .with("tag", length.tag())
        .with("start", start);
  }
}
