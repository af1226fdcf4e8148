package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The measurement {@code top}, by a few days at a time. */
final class TopPoints {
  private static final String DAYS =
      "SELECT t // 86400 * 86400 AS day, count(*) FROM every_event GROUP BY ALL ORDER BY day";

  /** What hours and days, products, brands and categories are sums of. */
  private static final String EVENTS =
      """
      CREATE TEMP TABLE event_count AS
      SELECT ${start} AS t, typ, product, brand, category, count(*) AS n, sum(cents)::BIGINT AS cents
      FROM every_event WHERE typ <> 3 AND t >= ${from} AND t < ${to} GROUP BY ALL
      """;

  private static final String ITEMS =
      """
      CREATE TEMP TABLE next_item_count AS
      SELECT ${start} AS t, typ, ${item} AS item, sum(n)::BIGINT AS n, sum(cents)::BIGINT AS cents
      FROM ${from} WHERE ${known} GROUP BY ALL
      """;

  /** What is below the tenth of its window need not be sorted. */
  private static final String RANKED =
      """
      INSERT INTO expected_top
      WITH counted AS (SELECT * FROM ${items}),
      bar AS (SELECT t, list_min(max(${order}, 10)) AS least FROM counted GROUP BY t)
      SELECT '${by}', '${kind}', rank::VARCHAR, '${tag}', t, item::VARCHAR, n, cents FROM (
        SELECT t, item, n, cents, row_number() OVER (PARTITION BY t ORDER BY ${order} DESC, item) AS rank
        FROM counted JOIN bar USING (t) WHERE ${order} >= least
        QUALIFY rank <= 10)
      """;

  private static final String VIEWED = "item_count WHERE typ = 0";
  private static final String NOT_BOUGHT =
      "item_count i ANTI JOIN (FROM item_count WHERE typ = 2) b USING (t, item) WHERE typ = 0";

  /**
   * Days in a row.
   *
   * @param from the start of the first
   * @param to the end of the last, exclusive
   */
  private record Days(long from, long to) {}

  private final Database database;
  private final long eventsAtATime;

  TopPoints(Database database, long eventsAtATime) {
    this.database = database;
    this.eventsAtATime = eventsAtATime;
  }

  void top() {
    for (Days days : days()) {
      database.run(
          Template.of(EVENTS)
              .with("start", WindowLength.HOUR.start("t"))
              .with("from", days.from)
              .with("to", days.to)
              .sql());
      kind("product", "true");
      kind("brand", "brand <> 'unknown'");
      kind("category", "category <> 'unknown'");
      database.dropTables("event_count");
    }
  }

  /** As many days at a time as have no more events than that, but at least one. */
  private List<Days> days() {
    List<Days> all = new ArrayList<>();
    long from = 0;
    long to = 0;
    long events = 0;
    for (List<@Nullable Object> row : database.rows(DAYS)) {
      long day = ((Number) Objects.requireNonNull(row.get(0))).longValue();
      long count = ((Number) Objects.requireNonNull(row.get(1))).longValue();
      if (events > 0 && events + count > eventsAtATime) {
        all.add(new Days(from, to));
        events = 0;
      }
      from = events == 0 ? day : from;
      to = day + 86_400;
      events += count;
    }
    all.add(new Days(from, to));
    return all;
  }

  /** Days are the sums of their hours. */
  private void kind(String kind, String known) {
    count(WindowLength.HOUR, kind, "event_count", known);
    rank(WindowLength.HOUR, kind);
    count(WindowLength.DAY, "item", "item_count", "true");
    rank(WindowLength.DAY, kind);
    database.dropTables("item_count");
  }

  private void count(WindowLength length, String item, String from, String known) {
    database.run(
        Template.of(ITEMS)
            .with("start", length.start("t"))
            .with("item", item)
            .with("from", from)
            .with("known", known)
            .sql());
    database.replaceTable("item_count", "next_item_count");
  }

  private void rank(WindowLength length, String kind) {
    Template ranked = Template.of(RANKED).with("kind", kind).with("tag", length.tag());
    rank(ranked, "views", "n", VIEWED);
    rank(ranked, "carts", "n", "item_count WHERE typ = 1");
    rank(ranked, "revenue", "cents", "item_count WHERE typ = 2");
    rank(ranked, "viewed_not_bought", "n", NOT_BOUGHT);
  }

  private void rank(Template ranked, String by, String order, String items) {
    database.run(ranked.with("by", by).with("order", order).with("items", items).sql());
  }
}
