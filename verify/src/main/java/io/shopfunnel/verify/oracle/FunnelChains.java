package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How deep the actors of one funnel came: the tables {@code outcome}, and {@code free_outcome}
 * without the exclusions. Most actors do nothing but enter; they are in neither. Chains are
 * followed only for those with a second step after their entry.
 */
final class FunnelChains {
  private static final String LATER =
      """
      CREATE TEMP TABLE later AS
      SELECT ${actor}, pos, t, ${enters} AS enters, ${flags} FROM event e WHERE ${present} AND ${any}
      """;
  private static final String CANDIDATES =
      """
      CREATE TEMP TABLE candidate AS
      SELECT ${qualified}, c.pos AS first_pos, c.last_t FROM entry c
      SEMI JOIN (FROM later WHERE s2) l ON ${same_actor_as_l} AND l.pos > c.pos ${in_time}
      """;
  private static final String SOURCE =
      """
      CREATE TEMP TABLE source AS
      SELECT ${qualified}, e.pos, e.t, true AS s1, ${flags}
      FROM event e JOIN candidate c ON ${same_actor_as_e} ${in_window_e} WHERE ${enters}
      UNION ALL
      SELECT ${qualified}, l.pos, l.t, false AS s1, ${names}
      FROM later l JOIN candidate c ON ${same_actor_as_l}
      WHERE l.pos > c.first_pos ${in_time} AND NOT (l.enters ${in_window_l})
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

  /**
   * Follows the chains of those in the table {@code entry}, of users for windows of that length.
   */
  void follow(@Nullable WindowLength length) {
    for (String sql : List.of(LATER, CANDIDATES, SOURCE)) {
      database.run(filled(sql, length));
    }
    Set<Integer> guarded =
        funnel.exclusions().stream().map(Funnel.Exclusion::after).collect(Collectors.toSet());
    database.run("CREATE TEMP TABLE outcome AS " + chains(guarded));
    if (!guarded.isEmpty()) {
      database.run("CREATE TEMP TABLE free_outcome AS " + chains(Set.of()));
    }
    database.dropTables("later", "candidate", "source");
  }

  private String chains(Set<Integer> guarded) {
    return new ChainSql(entries.key(), funnel.steps().size(), funnel.conversionSeconds(), guarded)
        .outcomes("FROM source");
  }

  private String filled(String sql, @Nullable WindowLength length) {
    Long conversion = funnel.conversionSeconds();
    String qualified =
        Arrays.stream(entries.key().split(", "))
            .map("c."::concat)
            .collect(Collectors.joining(", "));
    return Template.of(sql)
        .with("actor", entries.actorColumns())
        .with("qualified", qualified)
        .with("same_actor_as_e", sameActor("e"))
        .with("same_actor_as_l", sameActor("l"))
        .with("in_window_e", length == null ? "" : "AND c.ts = " + length.start("e.t"))
        .with("in_window_l", length == null ? "" : "AND c.ts = " + length.start("l.t"))
        .with("in_time", conversion == null ? "" : "AND l.t - c.last_t <= " + conversion)
        .with("present", entries.present())
        .with("enters", EventFilters.matches(entries.firstStep()))
        .with("any", EventFilters.mattersLater(funnel))
        .with("flags", EventFilters.flags(funnel))
        .with("names", EventFilters.flagNames(funnel))
        .sql();
  }

  private String sameActor(String as) {
    return Arrays.stream(entries.actorColumns().split(", "))
        .map(column -> "c.%1$s = %2$s.%1$s".formatted(column, as))
        .collect(Collectors.joining(" AND "));
  }

  /** Drops the tables. */
  void close() {
    database.dropTables("outcome", "free_outcome");
  }
}
