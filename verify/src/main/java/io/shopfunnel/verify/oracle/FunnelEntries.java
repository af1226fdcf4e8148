package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel.Actor;
import io.shopfunnel.verify.funnel.Funnel.EventFilter;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * The actors that enter, in the table {@code entry}: the key, their first step-1 event ({@code
 * pos}, {@code t}, {@code category}, {@code brand}, {@code band}), and {@code last_t}, the time of
 * the last. Funnels of the same actor and first step share it.
 *
 * @param database where the events of a slice are
 * @param actor whose way is followed
 * @param firstStep the events by which they enter
 */
record FunnelEntries(Database database, Actor actor, EventFilter firstStep) {
  private static final String ENTRIES =
      """
      CREATE TEMP TABLE next_entry AS
      WITH first AS (
        SELECT ${key_columns}, min(pos) AS pos, max(${last}) AS last_t FROM ${from} e WHERE ${enters} GROUP BY ALL)
      SELECT f.*, e.t, e.category, e.brand, e.band FROM first f JOIN ${from} e USING (pos)
      """;

  /** The columns that tell actors apart in every window. */
  String actorColumns() {
    return (actor.bySession() ? "cs" : "usr") + (actor.byProduct() ? ", product" : "");
  }

  /** The columns that tell actors apart; those of users hold the start of the entry window. */
  String key() {
    return actorColumns() + (actor.bySession() ? "" : ", ts");
  }

  /** Whether {@code e} is an event of an actor; a session has some text. */
  String present() {
    return actor.bySession() ? "e.cs IS NOT NULL" : "true";
  }

  /**
   * Finds the entries.
   *
   * @param length the entry window of users; null for sessions, which enter once
   * @param from {@code event}, or {@code entry} where that holds the entries of shorter windows
   */
  void find(@Nullable WindowLength length, String from) {
    boolean ofEvents = from.equals("event");
    String start = length == null ? "" : ", " + length.start("t") + " AS ts";
    database.run(
        Template.of(ENTRIES)
            .with("key_columns", actorColumns() + start)
            .with("last", ofEvents ? "t" : "last_t")
            .with("from", from)
            .with(
                "enters", ofEvents ? present() + " AND " + EventFilters.matches(firstStep) : "true")
            .sql());
    database.replaceTable("entry", "next_entry");
  }
}
