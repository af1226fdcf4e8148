package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel.Actor;
import io.shopfunnel.verify.funnel.Funnel.EventFilter;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The actors that enter, in the table {@code entry}: the key, their first step-1 event ({@code
 * pos}, {@code t}, the numbers of {@code category} and {@code brand}, {@code band}), and the place
 * and time of the last, {@code last_pos} and {@code last_t}. Funnels of the same actor and first
 * step share it.
 *
 * @param database where the events of a slice are
 * @param actor whose way is followed
 * @param firstStep the events by which they enter
 */
record FunnelEntries(Database database, Actor actor, EventFilter firstStep) {
  private static final String ENTRIES =
      """
      CREATE TEMP TABLE next_entry AS
      SELECT * EXCLUDE (touch), time_of(pos) AS t, time_of(last_pos) AS last_t,
        touch >> 33 AS category, (touch >> 3) & ((1 << 30) - 1) AS brand, (touch & 7)::TINYINT AS band
      FROM (
        SELECT *, (first >> 63)::BIGINT AS pos, (first & ((1::HUGEINT << 63) - 1))::BIGINT AS touch
        FROM (
          SELECT ${key_columns}, min(${first}) AS first, max(${last}) AS last_pos
          FROM ${from} e WHERE ${enters} GROUP BY ALL))
      """;

  /**
   * An event's place and, below it, what it is broken down by: so the least of them tells all of
   * the first event, without a look back at the events.
   */
  private static final String FIRST =
      "(pos::HUGEINT << 63) | ((enum_code(category)::BIGINT << 33) | (enum_code(brand)::BIGINT << 3) | band)";

  /** The columns that tell actors apart in every window. */
  String actorColumns() {
    return (actor.bySession() ? "cs" : "usr") + (actor.byProduct() ? ", product" : "");
  }

  /** The columns that tell actors apart; those of users hold the start of the entry window. */
  String key() {
    return actorColumns() + (actor.bySession() ? "" : ", ts");
  }

  /** Whether the rows of two tables are of the same actor. */
  String sameActor(String left, String right) {
    return Arrays.stream(actorColumns().split(", "))
        .map(column -> "%2$s.%1$s = %3$s.%1$s".formatted(column, left, right))
        .collect(Collectors.joining(" AND "));
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
            .with("first", ofEvents ? FIRST : "first")
            .with("last", ofEvents ? "pos" : "last_pos")
            .with("from", from)
            .with(
                "enters", ofEvents ? present() + " AND " + EventFilters.matches(firstStep) : "true")
            .sql());
    database.replaceTable("entry", "next_entry");
  }
}
