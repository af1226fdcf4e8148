package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;

/** The measurements {@code orders} and {@code cart}. */
final class OrderPoints {
  /**
   * Every purchase: whether it opens an order, and whether it lies outside the default funnel. In
   * the funnel it is if it follows the first cart after the session's first view.
   */
  private static final String PURCHASES =
      """
      CREATE TABLE purchase AS
      WITH bought AS (SELECT cs, min(pos) AS first_pos FROM event WHERE typ = 2 AND cs IS NOT NULL GROUP BY cs),
      viewed AS (SELECT e.cs, min(e.pos) AS pos FROM event e SEMI JOIN bought b ON b.cs = e.cs
                 WHERE e.typ = 0 GROUP BY e.cs),
      carted AS (SELECT e.cs, min(e.pos) AS pos FROM event e JOIN viewed v ON v.cs = e.cs AND e.pos > v.pos
                 WHERE e.typ = 1 GROUP BY e.cs)
      SELECT e.t, e.cents,
        e.cs IS NULL OR e.pos = b.first_pos AS opens,
        NOT coalesce(e.pos > c.pos, false) AS outside
      FROM event e LEFT JOIN bought b ON b.cs = e.cs LEFT JOIN carted c ON c.cs = e.cs
      WHERE e.typ = 2
      """;

  private static final String ORDERS =
      """
      INSERT INTO expected_orders
      SELECT '${tag}', ${start}, count(*) FILTER (opens), count(*), sum(cents)::BIGINT,
        count(*) FILTER (outside)
      FROM purchase GROUP BY ALL
      """;

  /**
   * One row per opened cart. A product's content never falls below zero: it is the sum of what came
   * and went, less the lowest that this sum ever was below zero.
   */
  private static final String CARTS =
      """
      CREATE TABLE opened_cart AS
      WITH opening AS (SELECT cs, min(pos) AS pos, min(t) AS t FROM event
                       WHERE typ = 1 AND cs IS NOT NULL GROUP BY cs),
      later AS (SELECT e.cs, e.pos, e.typ, e.product, e.cents, (e.typ = 1)::INT - (e.typ = 3)::INT AS delta
                FROM event e JOIN opening o ON o.cs = e.cs AND e.pos >= o.pos WHERE e.typ <> 0),
      running AS (SELECT *, sum(delta) OVER (PARTITION BY cs, product ORDER BY pos ROWS UNBOUNDED PRECEDING) AS content
                  FROM later WHERE typ <> 2),
      product_left AS (SELECT cs, product, sum(delta) - least(0, min(content)) AS net,
                       arg_max(cents, pos) FILTER (typ = 1) AS cents
                       FROM running GROUP BY cs, product),
      content AS (SELECT cs, sum(net) AS net, sum(net * coalesce(cents, 0)) AS cents FROM product_left GROUP BY cs),
      bought AS (SELECT DISTINCT cs FROM later WHERE typ = 2)
      SELECT o.t, b.cs IS NOT NULL AS purchased, c.net, c.cents
      FROM opening o JOIN content c ON c.cs = o.cs LEFT JOIN bought b ON b.cs = o.cs
      """;

  private static final String CART =
      """
      INSERT INTO expected_cart
      SELECT '${tag}', ${start}, count(*), count(*) FILTER (purchased),
        count(*) FILTER (NOT purchased AND net = 0), count(*) FILTER (NOT purchased AND net > 0), 0,
        coalesce(sum(cents) FILTER (NOT purchased AND net > 0), 0)::BIGINT, true
      FROM opened_cart GROUP BY ALL
      """;

  private final Database database;

  OrderPoints(Database database) {
    this.database = database;
  }

  void orders() {
    database.run(PURCHASES);
    for (WindowLength length : List.of(WindowLength.MINUTE, WindowLength.HOUR, WindowLength.DAY)) {
      database.run(windowed(ORDERS, length));
    }
    database.run("DROP TABLE purchase");
  }

  void carts() {
    database.run(CARTS);
    for (WindowLength length : List.of(WindowLength.HOUR, WindowLength.DAY)) {
      database.run(windowed(CART, length));
    }
    database.run("DROP TABLE opened_cart");
  }

  private static String windowed(String sql, WindowLength length) {
    return Template.of(sql).with("tag", length.tag()).with("start", length.start("t")).sql();
  }
}
