package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The events that may take an actor further than the entry, or break its way, in the table {@code
 * later}: each with the actor's last step-1 event before it, {@code entry_pos} and {@code entry_t}.
 * What comes before any step-1 event matters to nobody. Funnels of the same actor and first step
 * share it, whatever their windows.
 */
record LaterEvents(Database database, FunnelEntries entries, List<Funnel> funnels) {
  private static final String LATER =
      """
      CREATE TEMP TABLE later AS
      WITH wanted AS MATERIALIZED (
        SELECT ${actor}, pos, t, typ, category, brand, cents FROM event e WHERE ${present} AND (${any})),
      entering AS (
        SELECT ${actor}, pos AS entry_pos FROM event e SEMI JOIN wanted USING (${actor}) WHERE ${enters})
      SELECT w.*, n.entry_pos, time_of(n.entry_pos) AS entry_t
      FROM wanted w ASOF JOIN entering n ON ${same_actor} AND w.pos > n.entry_pos
      """;

  void find() {
    database.run(
        Template.of(LATER)
            .with("actor", entries.actorColumns())
            .with("same_actor", entries.sameActor("w", "n"))
            .with("present", entries.present())
            .with("enters", EventFilters.matches(entries.firstStep()))
            .with(
                "any",
                funnels.stream()
                    .map(EventFilters::mattersLater)
                    .distinct()
                    .collect(Collectors.joining(" OR ")))
            .sql());
  }
}
