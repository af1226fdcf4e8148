package io.shopfunnel.verify.compare;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The accounting: what must add up, checked on the points that were found. */
public final class Identities {
  private static final String AT = "strftime(make_timestamp(ts * 1000000), '%Y-%m-%dT%H:%M:%SZ')";
  private final List<Identity> all = new ArrayList<>();

  /** The identities of the measurements and of those funnels. */
  public Identities(List<Funnel> funnels) {
    counting();
    orders();
    for (Funnel funnel : funnels) {
      funnel(funnel);
    }
  }

  /** Checks those whose measurements were loaded. */
  public List<Identity.Outcome> check(Database database, Set<String> loaded) {
    List<Identity.Outcome> outcomes = new ArrayList<>();
    for (Identity identity : all) {
      if (loaded.containsAll(identity.measurements())) {
        database.each(
            "SELECT count(*), count(*) FILTER (ok IS NOT true), coalesce(min(example) FILTER (ok IS NOT true), '') FROM ("
                + identity.sql()
                + ")",
            row ->
                outcomes.add(
                    new Identity.Outcome(
                        identity.name(), row.getLong(1), row.getLong(2), row.getString(3))));
      }
    }
    return outcomes;
  }

  private void counting() {
    add(
        "consumed = valid + dead_letter",
        List.of("pipeline"),
        "SELECT consumed = valid + dead_letter AS ok, %s AS example FROM found_pipeline"
            .formatted(AT));
    add(
        "valid = counted + late_dropped + duplicate_dropped",
        List.of("pipeline", "events"),
        """
        SELECT coalesce(valid, 0) = coalesce(n, 0) + coalesce(late_dropped, 0) + coalesce(duplicate_dropped, 0) AS ok,
          %s AS example
        FROM found_pipeline FULL JOIN
          (SELECT ts, sum("count") AS n FROM found_events WHERE "window" = '1m' GROUP BY ts) USING (ts)
        """
            .formatted(AT));
    add(
        "events by the minute add up to the hour",
        List.of("events"),
        sameSums(
            "SELECT event_type || ' ' || category AS k, ts // 3600 * 3600 AS ts, sum(\"count\") AS n, sum(cents) AS m FROM found_events WHERE \"window\" = '1m' GROUP BY ALL",
            "SELECT event_type || ' ' || category AS k, ts, \"count\" AS n, cents AS m FROM found_events WHERE \"window\" = '1h'"));
    add(
        "price bands add up to the events",
        List.of("events", "price_band"),
        sameSums(
            "SELECT event_type || ' ' || \"window\" AS k, ts, sum(\"count\") AS n, 0 AS m FROM found_price_band GROUP BY ALL",
            "SELECT event_type || ' ' || \"window\" AS k, ts, sum(\"count\") AS n, 0 AS m FROM found_events GROUP BY ALL"));
  }

  private void orders() {
    add(
        "items of orders = purchases",
        List.of("events", "orders"),
        sameSums(
            "SELECT \"window\" AS k, ts, sum(\"count\") AS n, sum(cents) AS m FROM found_events WHERE event_type = 'purchase' GROUP BY ALL",
            "SELECT \"window\" AS k, ts, items AS n, cents AS m FROM found_orders WHERE \"window\" <> '1d'"));
    add(
        "purchases = in the funnel + outside",
        List.of("orders"),
        "SELECT purchases_outside_funnel BETWEEN 0 AND items AND orders <= items AS ok, \"window\" || ' ' || %s AS example FROM found_orders"
            .formatted(AT));
    add(
        "carts opened = purchased + emptied + abandoned + open",
        List.of("cart"),
        "SELECT opened = purchased + emptied + abandoned + open AS ok, \"window\" || ' ' || %s AS example FROM found_cart"
            .formatted(AT));
  }

  private void funnel(Funnel funnel) {
    String only = "funnel = " + Database.text(funnel.name());
    String last = "step_" + funnel.steps().size();
    add(
        funnel.name() + ": times to convert add up to the conversions",
        List.of("funnel", "time_to_convert"),
        sameSums(
            "SELECT \"window\" AS k, ts, sum(\"count\") AS n, 0 AS m FROM found_time_to_convert WHERE %s GROUP BY ALL"
                .formatted(only),
            "SELECT \"window\" AS k, ts, %s AS n, 0 AS m FROM found_funnel WHERE %s AND breakdown = 'all' AND %1$s <> 0"
                .formatted(last, only)));
    String falling =
        IntStream.range(1, funnel.steps().size())
            .mapToObj(step -> "step_%d >= step_%d".formatted(step, step + 1))
            .collect(Collectors.joining(" AND "));
    add(
        funnel.name() + ": no step has more than the step before",
        List.of("funnel"),
        "SELECT %s AND %s >= 0 AS ok, breakdown || ' ' || value || ' ' || \"window\" || ' ' || %s AS example FROM found_funnel WHERE %s"
            .formatted(falling, last, AT, only));
    breakdowns(funnel, only);
    if (funnel.actor().bySession()) {
      addingUp(funnel, only);
    }
  }

  private void breakdowns(Funnel funnel, String only) {
    if (funnel.breakdowns().isEmpty() || funnel.breakdownWindows().isEmpty()) {
      return;
    }
    String windows =
        funnel.breakdownWindows().stream()
            .map(length -> "'" + length.tag() + "'")
            .collect(Collectors.joining(", "));
    String tags =
        funnel.breakdowns().stream()
            .map(breakdown -> "'" + breakdown.tag() + "'")
            .collect(Collectors.joining(", "));
    add(
        funnel.name() + ": breakdowns add up to all",
        List.of("funnel"),
        sameSums(
            "SELECT breakdown || ' ' || \"window\" AS k, ts, %s FROM found_funnel WHERE %s AND breakdown <> 'all' GROUP BY ALL"
                .formatted(sums(funnel, true), only),
            "SELECT b || ' ' || \"window\" AS k, ts, %s FROM found_funnel, (SELECT unnest([%s]) AS b) WHERE %s AND breakdown = 'all' AND \"window\" IN (%s)"
                .formatted(sums(funnel, false), tags, only, windows)));
  }

  private void addingUp(Funnel funnel, String only) {
    List<WindowLength> lengths = funnel.entryWindows().stream().sorted().toList();
    for (int i = 1; i < lengths.size(); i++) {
      WindowLength small = lengths.get(i - 1);
      WindowLength large = lengths.get(i);
      add(
          "%s: %s add up to %s".formatted(funnel.name(), small.tag(), large.tag()),
          List.of("funnel"),
          sameSums(
              "SELECT '' AS k, %s AS ts, %s FROM found_funnel f WHERE %s AND breakdown = 'all' AND \"window\" = '%s' GROUP BY ALL"
                  .formatted(large.start("f.ts"), sums(funnel, true), only, small.tag()),
              "SELECT '' AS k, ts, %s FROM found_funnel WHERE %s AND breakdown = 'all' AND \"window\" = '%s'"
                  .formatted(sums(funnel, false), only, large.tag())));
    }
  }

  /** All steps as a list {@code n}, and the excluded as {@code m}. */
  private static String sums(Funnel funnel, boolean sum) {
    String column = sum ? "sum(%s)::HUGEINT" : "%s::HUGEINT";
    return IntStream.rangeClosed(1, funnel.steps().size())
        .mapToObj(step -> column.formatted("step_" + step))
        .collect(
            Collectors.joining(", ", "[", "] AS n, " + column.formatted("excluded") + " AS m"));
  }

  /** Both sides have {@code k}, {@code ts}, {@code n} and {@code m}. */
  private static String sameSums(String left, String right) {
    return "SELECT l.n IS NOT DISTINCT FROM r.n AND l.m IS NOT DISTINCT FROM r.m AS ok, k || ' ' || %s AS example FROM (%s) l FULL JOIN (%s) r USING (k, ts)"
        .formatted(AT, left, right);
  }

  private void add(String name, List<String> measurements, String sql) {
    all.add(new Identity(name, measurements, sql));
  }
}
