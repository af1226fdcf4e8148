package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;

/** Events by type. */
record EventSection(Database database) implements Section {
  @Override
  public void print(Page page) {
    long all = database.number("SELECT sum(\"count\") FROM found_events");
    page.heading("Events by type");
    page.row("type", "events", "share", "sum of price");
    database.each(
        "SELECT event_type, sum(\"count\")::BIGINT, sum(cents)::BIGINT FROM found_events GROUP BY ALL ORDER BY 2 DESC",
        row ->
            page.row(
                row.getString(1),
                Page.count(row.getLong(2)),
                Page.rate(row.getLong(2), all),
                Page.money(row.getLong(3))));
    page.row("all", Page.count(all), Page.rate(all, all), "");
    page.endTable();
  }
}
