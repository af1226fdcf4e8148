package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;

/** The measurement {@code orders}. */
record OrderPoints(Database database) implements SlicedPoints {
  /**
   * Every purchase: whether it opens an order, and whether it lies outside the default funnel. In
   * the funnel it is if it follows the first cart after the session's first view.
   */
  private static final String PART =
      """
      INSERT INTO order_part
      WITH bought AS (SELECT cs, min(pos) AS first_pos FROM event WHERE typ = 2 AND cs IS NOT NULL GROUP BY cs),
      viewed AS (SELECT e.cs, min(e.pos) AS pos FROM event e SEMI JOIN bought b ON b.cs = e.cs
                 WHERE e.typ = 0 GROUP BY e.cs),
      carted AS (SELECT e.cs, min(e.pos) AS pos FROM event e JOIN viewed v ON v.cs = e.cs AND e.pos > v.pos
                 WHERE e.typ = 1 GROUP BY e.cs),
      purchase AS (
        SELECT e.t, e.cents,
          e.cs IS NULL OR e.pos = b.first_pos AS opens,
          NOT coalesce(e.pos > c.pos, false) AS outside
        FROM event e LEFT JOIN bought b ON b.cs = e.cs LEFT JOIN carted c ON c.cs = e.cs
        WHERE e.typ = 2)
      SELECT '${tag}', ${start}, count(*) FILTER (opens), count(*), sum(cents), count(*) FILTER (outside)
      FROM purchase GROUP BY ALL
      """;

  private static final String UNITE =
      """
      INSERT INTO expected_orders
      SELECT '${tag}', ${start}, sum(orders), sum(items), sum(cents), sum(purchases_outside_funnel)
      FROM order_part GROUP BY ALL
      """;

  @Override
  public String name() {
    return "orders";
  }

  @Override
  public void begin() {
    database.run("CREATE TEMP TABLE order_part AS FROM expected_orders");
  }

  @Override
  public void add() {
    database.run(windowed(PART, WindowLength.MINUTE, "t"));
  }

  @Override
  public void publish() {
    for (WindowLength length : List.of(WindowLength.MINUTE, WindowLength.HOUR, WindowLength.DAY)) {
      database.run(windowed(UNITE, length, "ts"));
    }
    database.dropTables("order_part");
  }

  private static String windowed(String sql, WindowLength length, String time) {
    return Template.of(sql).with("tag", length.tag()).with("start", length.start(time)).sql();
  }
}
