package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import java.util.ArrayList;
import java.util.List;

/** One funnel: the counts of sessions are added up; users are shown by day, and by month. */
record FunnelSection(Database database, Funnel funnel) implements Section {
  @Override
  public void print(Page page) {
    WindowLength length = funnel.dayOrShorter();
    String from =
        " FROM found_funnel WHERE breakdown = 'all' AND funnel = %s AND \"window\" IN ('%s'"
            .formatted(Database.text(funnel.name()), length.tag());
    if (funnel.actor().bySession()) {
      added(page, from + ")");
    } else {
      listed(page, from + ", '1mo')", length);
    }
  }

  private void added(Page page, String from) {
    List<Long> counts = new ArrayList<>();
    for (int step = 1; step <= funnel.steps().size(); step++) {
      counts.add(database.number("SELECT sum(step_" + step + ")" + from));
    }
    page.heading("Funnel " + funnel.name() + ": one entry per " + actor());
    page.row("step", "reached", "of the step before", "of all entries");
    for (int i = 0; i < counts.size(); i++) {
      long reached = counts.get(i);
      page.row(
          (i + 1) + " " + funnel.steps().get(i).event(),
          Page.count(reached),
          i == 0 ? "" : Page.rate(reached, counts.get(i - 1)),
          Page.rate(reached, counts.get(0)));
    }
    if (!funnel.exclusions().isEmpty()) {
      long excluded = database.number("SELECT sum(excluded)" + from);
      page.row("excluded", Page.count(excluded), "", Page.rate(excluded, counts.get(0)));
    }
    page.endTable();
  }

  private void listed(Page page, String from, WindowLength length) {
    page.heading(
        "Funnel %s: one entry per %s and %s; not to be added up"
            .formatted(funnel.name(), actor(), length == WindowLength.DAY ? "day" : length.tag()));
    int steps = funnel.steps().size();
    List<String> header = new ArrayList<>(List.of("window (UTC)"));
    funnel.steps().forEach(step -> header.add((header.size()) + " " + step.event()));
    header.add("overall");
    page.row(header.toArray(String[]::new));
    database.each(
        "SELECT left(strftime(make_timestamp(ts * 1000000), '%Y-%m-%d %H:%M'), CASE \"window\" WHEN '1mo' THEN 7 ELSE 16 END), COLUMNS('step_.*')"
            + from
            + " ORDER BY \"window\" = '1mo', ts",
        row -> {
          List<String> cells = new ArrayList<>(List.of(row.getString(1)));
          for (int step = 1; step <= steps; step++) {
            cells.add(Page.count(row.getLong(step + 1)));
          }
          cells.add(Page.rate(row.getLong(steps + 1), row.getLong(2)));
          page.row(cells.toArray(String[]::new));
        });
    page.endTable();
  }

  private String actor() {
    return funnel
        .actor()
        .label()
        .replace("session+product", "product of a session")
        .replace("user+product", "product of a user");
  }
}
