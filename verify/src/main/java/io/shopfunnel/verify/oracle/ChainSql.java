package io.shopfunnel.verify.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chains of many actors in one query.
 *
 * <p>The source has one row per event of an actor after its entry: the key, {@code pos}, {@code t},
 * {@code s2} … {@code sn} (whether the event matches that step), {@code x1} … (whether it breaks
 * the way from that step to the next), and the time and place of the last entry before it, {@code
 * c1} and {@code a1}. For each step the query adds {@code rk}: the latest possible entry time of a
 * chain that ends at this event as its step k, null where there is none. Later chains never have an
 * earlier entry, so that the latest entry among the earlier rows is a running maximum; it counts if
 * it was reached at or after the last event that breaks the way. Rows that neither came as far as
 * step 2 nor fit what is to come are dropped from step to step: so most views are, at once.
 */
final class ChainSql {
  private final String key;
  private final int steps;
  private final @Nullable Long conversionSeconds;
  private final Set<Integer> guarded;

  /**
   * Chains of so many steps.
   *
   * @param key the columns that tell actors apart
   * @param conversionSeconds the most time from entry to conversion; null for any
   * @param guarded the steps after which an event may break the chain
   */
  ChainSql(String key, int steps, @Nullable Long conversionSeconds, Set<Integer> guarded) {
    this.key = key;
    this.steps = steps;
    this.conversionSeconds = conversionSeconds;
    this.guarded = guarded;
  }

  /**
   * One row per actor that reaches step 2: the key, {@code depth}, and {@code seconds} (to convert,
   * of the chain that completes first; null without one).
   */
  String outcomes(String source) {
    String rows = source;
    for (int step = 2; step <= steps; step++) {
      rows = stillMatter(step, reach(step, carry(step, rows)));
    }
    StringBuilder depth = new StringBuilder("max(CASE");
    for (int step = steps; step >= 2; step--) {
      depth.append(" WHEN r%1$d IS NOT NULL THEN %1$d".formatted(step));
    }
    return "SELECT %s, %s END)::INTEGER AS depth, arg_min(t - r%3$d, pos) FILTER (r%3$d IS NOT NULL) AS seconds FROM (%4$s) GROUP BY %1$s"
        .formatted(key, depth, steps, rows);
  }

  /** Adds what the earlier rows carry to the step; the source has told of the entry. */
  private String carry(int step, String rows) {
    int from = step - 1;
    StringBuilder carried = new StringBuilder();
    if (from > 1) {
      carried.append(", max(r%1$d) OVER earlier AS c%1$d".formatted(from));
    }
    if (from > 1 && guarded.contains(from)) {
      carried.append(
          ", max(CASE WHEN r%1$d IS NOT NULL THEN pos END) OVER earlier AS a%1$d".formatted(from));
    }
    if (guarded.contains(from)) {
      carried.append(", max(CASE WHEN x%1$d THEN pos END) OVER earlier AS z%1$d".formatted(from));
    }
    return "SELECT *%s FROM (%s) WINDOW earlier AS (PARTITION BY %s ORDER BY pos ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
        .formatted(carried, rows, key);
  }

  private String reach(int step, String rows) {
    int from = step - 1;
    String unbroken = " AND coalesce(a%1$d >= z%1$d, true)".formatted(from);
    String inTime = " AND t - c%d <= %d".formatted(from, conversionSeconds);
    return "SELECT *, CASE WHEN s%d%s%s THEN c%d END AS r%1$d FROM (%5$s)"
        .formatted(
            step,
            guarded.contains(from) ? unbroken : "",
            conversionSeconds == null ? "" : inTime,
            from,
            rows);
  }

  private String stillMatter(int step, String rows) {
    List<String> any = new ArrayList<>();
    for (int reached = 2; reached <= step; reached++) {
      any.add("r" + reached + " IS NOT NULL");
    }
    for (int next = step + 1; next <= steps; next++) {
      any.add("s" + next);
    }
    guarded.stream().filter(after -> after >= step).forEach(after -> any.add("x" + after));
    return "SELECT * FROM (" + rows + ") WHERE " + String.join(" OR ", any);
  }
}
