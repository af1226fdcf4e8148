package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Orders and carts. */
record OrderSection(Database database) implements Section {
  @Override
  public void print(Page page) {
    database.each(
        "SELECT sum(orders)::BIGINT, sum(items)::BIGINT, sum(cents)::BIGINT, sum(purchases_outside_funnel)::BIGINT FROM found_orders WHERE \"window\" = '1d'",
        row -> orders(page, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    database.each(
        "SELECT sum(opened)::BIGINT, sum(purchased)::BIGINT, sum(emptied)::BIGINT, sum(abandoned)::BIGINT, sum(open)::BIGINT, sum(abandoned_cents)::BIGINT FROM found_cart WHERE \"window\" = '1d'",
        row ->
            carts(
                page,
                new long[] {
                  row.getLong(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6)
                }));
  }

  private static void orders(Page page, long orders, long items, long cents, long outside) {
    page.heading("Orders (at the time of purchase)");
    page.row("orders", Page.count(orders));
    page.row("items", Page.count(items));
    page.row("revenue", Page.money(cents));
    page.row("average order value", average(cents, orders));
    page.row("purchases in the session funnel", Page.count(items - outside));
    page.row("purchases outside the session funnel", Page.count(outside));
    page.endTable();
  }

  private static String average(long cents, long orders) {
    if (orders == 0) {
      return Page.NO_RATE;
    }
    BigDecimal exact = BigDecimal.valueOf(cents);
    return Page.money(
        exact.divide(BigDecimal.valueOf(orders), 0, RoundingMode.HALF_EVEN).longValueExact());
  }

  private static void carts(Page page, long[] cart) {
    page.heading("Carts (at the time of opening)");
    String[] outcomes = {"opened", "purchased", "emptied", "abandoned", "still open"};
    for (int i = 0; i < outcomes.length; i++) {
      page.row(outcomes[i], Page.count(cart[i]), i == 0 ? "" : Page.rate(cart[i], cart[0]));
    }
    page.row("abandoned value", Page.money(cart[5]));
    page.row("abandonment rate: abandoned / opened", "", Page.rate(cart[3], cart[0]));
    page.row(
        "classic abandonment rate: 1 − purchased / opened",
        "",
        Page.rate(cart[0] - cart[1], cart[0]));
    page.endTable();
  }
}
