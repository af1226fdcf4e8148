package io.shopfunnel.verify.oracle;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.funnel.Funnel.EventFilter;
import io.shopfunnel.verify.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL that is true where an event {@code e} fits a step or an exclusion, and never null. */
final class EventFilters {
  private EventFilters() {}

  /** Whether it fits. */
  static String matches(EventFilter filter) {
    StringBuilder condition = new StringBuilder("(e.typ = " + Names.rank(filter.event()));
    if (filter.category() != null) {
      condition.append(named("category", filter.category()));
    }
    if (filter.brand() != null) {
      condition.append(named("brand", filter.brand()));
    }
    if (filter.minCents() != null) {
      condition.append(" AND e.cents >= ").append(filter.minCents());
    }
    if (filter.maxCents() != null) {
      condition.append(" AND e.cents < ").append(filter.maxCents());
    }
    return condition.append(')').toString();
  }

  /** A name that no event has is no value of the type. */
  private static String named(String column, String name) {
    return " AND coalesce(e.%1$s = TRY_CAST(%2$s AS %1$s_name), false)"
        .formatted(column, Database.text(name));
  }

  /** Whether it fits a step after the first, or an exclusion. */
  static String mattersLater(Funnel funnel) {
    List<String> any = new ArrayList<>();
    funnel.steps().stream().skip(1).map(EventFilters::matches).forEach(any::add);
    funnel.exclusions().forEach(exclusion -> any.add(matches(exclusion.filter())));
    return "(" + String.join(" OR ", any) + ")";
  }

  /** The columns {@code s2} … and {@code x1} …: which steps it fits, and which way it breaks. */
  static String flags(Funnel funnel) {
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
}
