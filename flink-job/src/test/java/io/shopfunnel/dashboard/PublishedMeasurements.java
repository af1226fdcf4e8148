package io.shopfunnel.dashboard;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What may stand in a query: the table of names on the wire. */
final class PublishedMeasurements {
  /** One row of the table; {@code tags} without {@code window}, which all have. */
  record Measurement(Set<String> tags, Set<String> fields, Set<String> windows) {}

  static final Map<String, Measurement> TABLE = new TreeMap<>();

  static {
    row("events", "event_type category", "count cents", "1m 1h");
    row("price_band", "event_type band", "count", "1m 1h");
    row(
        "funnel",
        "funnel breakdown value",
        "step_1 step_2 step_3 excluded mature rev late_applied",
        "1m 1h 1d 1mo");
    row("time_to_convert", "funnel le", "count", "1m 1h 1d 1mo");
    row("orders", "", "orders items cents purchases_outside_funnel", "1m 1h 1d");
    row("cart", "", "opened purchased emptied abandoned open abandoned_cents mature rev", "1h 1d");
    row("active", "", "users sessions buyers", "1m 1h 1d 1mo");
    row("top", "kind by rank", "id count cents", "1h 1d");
    row(
        "pipeline",
        "",
        "consumed valid dead_letter late_applied late_dropped duplicate_dropped session_missing",
        "1m");
    row("funnel_catalog", "funnel label of step", "hash funnels", "1h 1d");
  }

  /** What the oracle writes, or whoever starts a backfill, and not the job. */
  static final Set<String> OF_OTHERS = Set.of("verdict", "backfill");

  static {
    row("verdict", "", "agrees points differences checked_at", "1d");
    row("backfill", "edge", "words", "1m");
  }

  private PublishedMeasurements() {}

  private static void row(String measurement, String tags, String fields, String windows) {
    Set<String> allTags = words(tags);
    allTags.add("window");
    TABLE.put(measurement, new Measurement(allTags, words(fields), words(windows)));
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(Arrays.asList(text.split(" ")));
    words.remove("");
    return words;
  }
}
