package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;

/** Users, sessions and buyers, day by day. */
record ActiveSection(Database database) implements Section {
  @Override
  public void print(Page page) {
    page.heading("Active per day (somebody of two days counts in both: not to be added up)");
    page.row("day (UTC)", "users", "sessions", "buyers");
    database.each(
        "SELECT strftime(make_timestamp(ts * 1000000), '%Y-%m-%d'), users, sessions, buyers FROM found_active WHERE \"window\" = '1d' ORDER BY ts",
        row ->
            page.row(
                row.getString(1),
                Page.count(row.getLong(2)),
                Page.count(row.getLong(3)),
                Page.count(row.getLong(4))));
    page.endTable();
  }
}
