package io.shopfunnel.verify.summary;

import io.shopfunnel.verify.sql.Database;

/** What became of every record, and whether it adds up. */
record QualitySection(Database database) implements Section {
  @Override
  public void print(Page page) {
    long consumed = sum("consumed");
    long valid = sum("valid");
    long dead = sum("dead_letter");
    long late = sum("late_dropped");
    long duplicate = sum("duplicate_dropped");
    long counted = database.number("SELECT sum(\"count\") FROM found_events");
    page.heading("Data quality (records)");
    page.row("consumed", Page.count(consumed));
    page.row("valid", Page.count(valid));
    page.row("dead-lettered", Page.count(dead));
    page.row("counted", Page.count(counted));
    page.row("dropped, too late", Page.count(late));
    page.row("dropped, seen before", Page.count(duplicate));
    page.row("without a session", Page.count(sum("session_missing")));
    page.endTable();
    page.line(verdict("consumed = valid + dead-lettered", consumed == valid + dead));
    page.line(
        verdict(
            "valid = counted + dropped, too late + dropped, seen before",
            valid == counted + late + duplicate));
  }

  private long sum(String field) {
    return database.number("SELECT sum(" + field + ") FROM found_pipeline");
  }

  private static String verdict(String identity, boolean holds) {
    return (holds ? "holds:  " : "BROKEN: ") + identity;
  }
}
