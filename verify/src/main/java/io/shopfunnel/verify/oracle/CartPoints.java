package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;

/** The measurement {@code cart}. */
record CartPoints(Database database) implements SlicedPoints {
  /**
   * One row per opened cart. A product's content never falls below zero: it is the sum of what came
   * and went, less the lowest that this sum ever was below zero.
   */
  private static final String PART =
      """
      INSERT INTO cart_part
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
      bought AS (SELECT DISTINCT cs FROM later WHERE typ = 2),
      opened_cart AS (
        SELECT o.t, b.cs IS NOT NULL AS purchased, c.net, c.cents
        FROM opening o JOIN content c ON c.cs = o.cs LEFT JOIN bought b ON b.cs = o.cs)
      SELECT '${tag}', ${start}, count(*), count(*) FILTER (purchased),
        count(*) FILTER (NOT purchased AND net = 0), count(*) FILTER (NOT purchased AND net > 0), 0,
        coalesce(sum(cents) FILTER (NOT purchased AND net > 0), 0), true
      FROM opened_cart GROUP BY ALL
      """;

  private static final String UNITE =
      """
      INSERT INTO expected_cart
      SELECT '${tag}', ${start}, sum(opened), sum(purchased), sum(emptied), sum(abandoned), sum(open),
        sum(abandoned_cents), true
      FROM cart_part GROUP BY ALL
      """;

  @Override
  public String name() {
    return "cart";
  }

  @Override
  public void begin() {
    database.run("CREATE TEMP TABLE cart_part AS FROM expected_cart");
  }

  @Override
  public void add() {
    database.run(windowed(PART, WindowLength.HOUR, "t"));
  }

  @Override
  public void publish() {
    for (WindowLength length : List.of(WindowLength.HOUR, WindowLength.DAY)) {
      database.run(windowed(UNITE, length, "ts"));
    }
    database.dropTables("cart_part");
  }

  private static String windowed(String sql, WindowLength length, String time) {
    return Template.of(sql).with("tag", length.tag()).with("start", length.start(time)).sql();
  }
}
