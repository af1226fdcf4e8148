package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How deep the actors of one funnel came: the tables {@code outcome}, and {@code free_outcome}
 * without the exclusions. Most actors do nothing but enter; they are in neither.
 */
final class FunnelChains {
  /**
   * An event of a window has its last entry before itself; one after the window has the last of the
   * window. So the lesser of the two is right for both.
   */
  private static final String SOURCE =
      """
      CREATE TEMP TABLE source AS
      SELECT ${qualified}, e.pos, e.t, ${flags},
        least(e.entry_t, c.last_t) AS c1, least(e.entry_pos, c.last_pos) AS a1
      FROM later e JOIN entry c ON ${same_actor}
      WHERE e.pos > c.pos ${in_time} AND ${any}
      """;

  private final Database database;
  private final Funnel funnel;
  private final FunnelEntries entries;

  FunnelChains(Database database, Funnel funnel, FunnelEntries entries) {
    this.database = database;
    this.funnel = funnel;
    this.entries = entries;
  }

  /** The table of the depths without exclusions. */
  String freeOutcome() {
    return funnel.exclusions().isEmpty() ? "outcome" : "free_outcome";
  }

  /** Follows the chains of those in the table {@code entry}, by the events in {@code later}. */
  void follow() {
    database.run(source());
    Set<Integer> guarded =
        funnel.exclusions().stream().map(Funnel.Exclusion::after).collect(Collectors.toSet());
    database.run("CREATE TEMP TABLE outcome AS " + chains(guarded));
    if (!guarded.isEmpty()) {
      database.run("CREATE TEMP TABLE free_outcome AS " + chains(Set.of()));
    }
    database.dropTables("source");
  }

  private String chains(Set<Integer> guarded) {
    return new ChainSql(entries.key(), funnel.steps().size(), funnel.conversionSeconds(), guarded)
        .outcomes("FROM source");
  }

  private String source() {
    Long conversion = funnel.conversionSeconds();
    return Template.of(SOURCE)
        .with(
            "qualified",
            Arrays.stream(entries.key().split(", "))
                .map("c."::concat)
                .collect(Collectors.joining(", ")))
        .with("same_actor", entries.sameActor("c", "e"))
        .with("in_time", conversion == null ? "" : "AND e.t - c.last_t <= " + conversion)
        .with("any", EventFilters.mattersLater(funnel))
        .with("flags", EventFilters.flags(funnel))
        .sql();
  }

  /** Drops the tables. */
  void close() {
    database.dropTables("outcome", "free_outcome");
  }
}
