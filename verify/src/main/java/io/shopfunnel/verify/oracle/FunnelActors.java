package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.funnel.Funnel.EventFilter;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import io.shopfunnel.verify.sql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The actors of one funnel: their entries (table {@code entry}) and how deep they came (tables
 * {@code outcome}, and {@code free_outcome} without the exclusions). Most actors do nothing but
 * enter; chains are followed only for those with a second step after their entry.
 */
final class FunnelActors {
  private static final String LATER =
      "CREATE TABLE later AS SELECT ${actor}, pos, t, ${enters} AS enters, ${flags} FROM event e WHERE ${present} AND (${any})";
  private static final String ENTRY =
      """
      CREATE TABLE entry AS
      SELECT ${key_columns}, min(pos) AS fp, min(t) AS ft, max(t) AS lt, arg_min(cat, pos) AS cat,
        arg_min(brand, pos) AS brand, arg_min(band, pos) AS band ${start}
      FROM event e WHERE ${present} AND ${enters} GROUP BY ${key}
      """;
  private static final String CANDIDATES =
      """
      CREATE TABLE candidate AS
      SELECT DISTINCT ${qualified}, c.fp, c.lt FROM entry c JOIN later l USING (${actor})
      WHERE l.s2 AND l.pos > c.fp ${in_time}
      """;
  private static final String SOURCE =
      """
      SELECT ${qualified}, e.pos, e.t, true AS s1, ${flags}
      FROM event e JOIN candidate c ON ${same_actor} ${same_window} WHERE ${enters}
      UNION ALL
      SELECT ${qualified}, l.pos, l.t, false AS s1, ${names}
      FROM later l JOIN candidate c USING (${actor})
      WHERE l.pos > c.fp ${in_time} AND NOT (l.enters ${own_window})
      """;

  private final Database database;
  private final Funnel funnel;
  private final List<String> actor = new ArrayList<>();

  FunnelActors(Database database, Funnel funnel) {
    this.database = database;
    this.funnel = funnel;
    actor.add(funnel.actor().bySession() ? "cs" : "usr");
    if (funnel.actor().byProduct()) {
      actor.add("product");
    }
  }

  /** The columns that tell actors apart; those of users hold the start of the entry window. */
  String key(@Nullable WindowLength length) {
    return String.join(", ", actor) + (length == null ? "" : ", ts");
  }

  /** Collects the events that matter beyond the entry. */
  void prepare() {
    List<String> any = new ArrayList<>();
    funnel.steps().stream().skip(1).map(this::matches).forEach(any::add);
    funnel.exclusions().stream().map(exclusion -> matches(exclusion.filter())).forEach(any::add);
    run(Template.of(LATER).with("any", String.join(" OR ", any)), null);
  }

  /** Follows the chains, of users for entry windows of that length. */
  void follow(@Nullable WindowLength length) {
    String window = length == null ? "" : ", " + length.start("t") + " AS ts";
    run(
        Template.of(ENTRY)
            .with("key_columns", String.join(", ", actor) + window)
            .with("start", length == null ? ", min(t) AS ts" : ""),
        length);
    run(Template.of(CANDIDATES), length);
    run(Template.of("CREATE TABLE source AS " + SOURCE), length);
    ChainSql chains = new ChainSql(key(length), funnel.steps().size(), funnel.conversionSeconds());
    boolean excludes = !funnel.exclusions().isEmpty();
    database.run("CREATE TABLE outcome AS " + chains.outcomes("FROM source", excludes));
    if (excludes) {
      database.run("CREATE TABLE free_outcome AS " + chains.outcomes("FROM source", false));
    }
  }

  /** Drops the tables of one length. */
  void forget() {
    for (String table : List.of("entry", "candidate", "source", "outcome", "free_outcome")) {
      database.run("DROP TABLE IF EXISTS " + table);
    }
  }

  /** Drops the rest. */
  void close() {
    database.run("DROP TABLE later");
  }

  private void run(Template template, @Nullable WindowLength length) {
    Long conversion = funnel.conversionSeconds();
    database.run(
        template
            .with("actor", String.join(", ", actor))
            .with("key", key(length))
            .with("qualified", qualified(key(length)))
            .with("same_actor", same())
            .with("same_window", length != null ? "AND c.ts = " + length.start("e.t") : "")
            .with("own_window", length != null ? "AND c.ts = " + length.start("l.t") : "")
            .with("in_time", conversion == null ? "" : "AND l.t - c.lt <= " + conversion)
            .with("present", "e." + actor.get(0) + " IS NOT NULL")
            .with("enters", matches(funnel.steps().get(0)))
            .with("flags", flags())
            .with("names", names())
            .sql());
  }

  private static String qualified(String columns) {
    return "c." + columns.replace(", ", ", c.");
  }

  private String same() {
    return actor.stream()
        .map(column -> "c.%1$s = e.%1$s".formatted(column))
        .collect(Collectors.joining(" AND "));
  }

  /** The columns {@code s2} … and {@code x1} … of an event {@code e}. */
  private String flags() {
    List<String> flags = new ArrayList<>();
    for (int step = 2; step <= funnel.steps().size(); step++) {
      flags.add(matches(funnel.steps().get(step - 1)) + " AS s" + step);
    }
    for (int step = 1; step < funnel.steps().size(); step++) {
      int after = step;
      String breaks =
          funnel.exclusions().stream()
              .filter(exclusion -> exclusion.after() == after)
              .map(exclusion -> matches(exclusion.filter()))
              .collect(Collectors.joining(" OR "));
      flags.add("(" + (breaks.isEmpty() ? "false" : breaks) + ") AS x" + step);
    }
    return String.join(", ", flags);
  }

  private String names() {
    int steps = funnel.steps().size();
    return IntStream.rangeClosed(2, steps)
            .mapToObj(step -> "l.s" + step + ", ")
            .collect(Collectors.joining())
        + IntStream.range(1, steps)
            .mapToObj(step -> "l.x" + step)
            .collect(Collectors.joining(", "));
  }

  private String matches(EventFilter filter) {
    StringBuilder condition = new StringBuilder("(e.typ = " + Names.rank(filter.event()));
    if (filter.category() != null) {
      condition.append(" AND e.cat = ").append(number("category_name", filter.category()));
    }
    if (filter.brand() != null) {
      condition.append(" AND e.brand = ").append(number("brand_name", filter.brand()));
    }
    if (filter.minCents() != null) {
      condition.append(" AND e.cents >= ").append(filter.minCents());
    }
    if (filter.maxCents() != null) {
      condition.append(" AND e.cents < ").append(filter.maxCents());
    }
    return condition.append(')').toString();
  }

  /** The number of a name; 0, which no name has, where no event has it. */
  private long number(String table, String name) {
    return database.number("SELECT max(id) FROM " + table + " WHERE name = " + Database.text(name));
  }
}
