package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;

/** Users, sessions and buyers, day by day, and of the months. */
record ActiveSection(Database database) implements Section {
  @Override
  public void print(Page page) {
    page.heading(
        "Active per day and month (somebody of two days counts in both: not to be added up)");
    page.row("window (UTC)", "users", "sessions", "buyers");
    database.each(
        "SELECT left(strftime(make_timestamp(ts * 1000000), '%Y-%m-%d'), CASE \"window\" WHEN '1mo' THEN 7 ELSE 10 END), users, sessions, buyers FROM found_active WHERE \"window\" IN ('1d', '1mo') ORDER BY \"window\", ts",
        row ->
            page.row(
                row.getString(1),
                Page.count(row.getLong(2)),
                Page.count(row.getLong(3)),
                Page.count(row.getLong(4))));
    page.endTable();
  }
}
