package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;

/** The measurement {@code top}. */
final class TopPoints {
  private static final String COUNTS =
      """
      CREATE TABLE item_count AS
      SELECT ${start} AS ts, ${item} AS item,
        count(*) FILTER (typ = 0) AS views, sum(cents) FILTER (typ = 0)::BIGINT AS view_cents,
        count(*) FILTER (typ = 1) AS carts, sum(cents) FILTER (typ = 1)::BIGINT AS cart_cents,
        count(*) FILTER (typ = 2) AS purchases, sum(cents) FILTER (typ = 2)::BIGINT AS purchase_cents
      FROM event WHERE typ <> 3 GROUP BY ALL
      """;

  /** What is below the tenth of its window need not be sorted. */
  private static final String RANKED =
      """
      INSERT INTO expected_top
      WITH item AS (SELECT *, ${order} AS ordering FROM ${named} WHERE ${condition}),
      bar AS (SELECT ts, list_min(max(ordering, 10)) AS least FROM item GROUP BY ts)
      SELECT '${by}', '${kind}', rank::VARCHAR, '${tag}', ts, name, n, cents::BIGINT FROM (
        SELECT ts, name, ${count} AS n, ${cents} AS cents,
          row_number() OVER (PARTITION BY ts ORDER BY ordering DESC, name) AS rank
        FROM item JOIN bar USING (ts) WHERE ordering >= least
        QUALIFY rank <= 10)
      """;

  private final Database database;

  TopPoints(Database database) {
    this.database = database;
  }

  void top() {
    for (WindowLength length : List.of(WindowLength.HOUR, WindowLength.DAY)) {
      kind(length, "product", "product", "(SELECT *, item AS name FROM item_count)");
      kind(length, "brand", "brand", named("brand_name"));
      kind(length, "category", "cat", named("category_name"));
    }
  }

  private static String named(String table) {
    return "(SELECT c.*, n.name FROM item_count c JOIN %s n ON n.id = c.item WHERE n.name <> 'unknown')"
        .formatted(table);
  }

  private void kind(WindowLength length, String kind, String column, String named) {
    database.run(Template.of(COUNTS).with("start", length.start("t")).with("item", column).sql());
    Template ranked =
        Template.of(RANKED).with("kind", kind).with("tag", length.tag()).with("named", named);
    rank(ranked, "views", "views", "view_cents", "views", "views > 0");
    rank(ranked, "carts", "carts", "cart_cents", "carts", "carts > 0");
    rank(ranked, "revenue", "purchases", "purchase_cents", "purchase_cents", "purchases > 0");
    rank(
        ranked, "viewed_not_bought", "views", "view_cents", "views", "views > 0 AND purchases = 0");
    database.run("DROP TABLE item_count");
  }

  private void rank(
      Template ranked, String by, String count, String cents, String order, String condition) {
    database.run(
        ranked
            .with("by", by)
            .with("count", count)
            .with("cents", cents)
            .with("order", order)
            .with("condition", condition)
            .sql());
  }
}
