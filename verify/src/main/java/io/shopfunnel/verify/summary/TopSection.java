package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;
import java.time.LocalDate;

/** What sold best on the day with most revenue. */
record TopSection(Database database) implements Section {
  @Override
  public void print(Page page) {
    long day =
        database.number(
            "SELECT ts FROM found_orders WHERE \"window\" = '1d' ORDER BY cents DESC, ts LIMIT 1");
    for (String kind : new String[] {"product", "brand"}) {
      page.heading(
          "Top 5 by revenue on the best day, " + LocalDate.ofEpochDay(day / 86_400) + ": " + kind);
      page.row(kind, "purchases", "revenue");
      database.each(
          "SELECT id, \"count\", cents FROM found_top WHERE \"window\" = '1d' AND \"by\" = 'revenue' AND kind = '%s' AND ts = %d AND \"rank\"::INT <= 5 ORDER BY \"rank\"::INT"
              .formatted(kind, day),
          row ->
              page.row(row.getString(1), Page.count(row.getLong(2)), Page.money(row.getLong(3))));
      page.endTable();
    }
  }
}
