package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of one funnel in one breakdown: a row for each value, in it the actors by step, those
 * excluded, those that may still move, the late events among their events, and, in the breakdown
 * {@code all}, the histogram of times to convert.
 */
final class FunnelFamily implements TableFamily {
  private static final String OTHER = "other";

  private final FunnelDefinition funnel;
  private final Breakdown breakdown;
  private final long openEndMillis;
  private final String name;
  private final PointSchema funnelPoint;
  private final PointSchema convertPoint =
      new PointSchema("time_to_convert", List.of("funnel", "le", "window"), List.of("count"));

  FunnelFamily(FunnelDefinition funnel, Breakdown breakdown, long openEndMillis) {
    this.funnel = funnel;
    this.breakdown = breakdown;
    this.openEndMillis = openEndMillis;
    this.name = "funnel." + funnel.name() + "." + breakdown.tag();
    List<String> fields = new ArrayList<>();
    for (int step = 1; step <= funnel.depth(); step++) {
      fields.add("step_" + step);
    }
    fields.addAll(List.of("excluded", "mature", "rev", "late_applied"));
    funnelPoint =
        new PointSchema("funnel", List.of("breakdown", "funnel", "value", "window"), fields);
  }

  int excludedColumn() {
    return funnel.depth();
  }

  int pendingColumn() {
    return funnel.depth() + 1;
  }

  int lateColumn() {
    return funnel.depth() + 2;
  }

  /** The column of the first bucket; only in the breakdown {@code all}. */
  int bucketColumn() {
    return funnel.depth() + 3;
  }

  boolean hasBuckets() {
    return breakdown == Breakdown.ALL;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Window> windows() {
    return breakdown == Breakdown.ALL ? funnel.entryWindows() : funnel.breakdownWindows();
  }

  @Override
  public int columns() {
    return bucketColumn() + (hasBuckets() ? TimeToConvert.BUCKETS : 0);
  }

  /** A session enters once, so its windows add up; a user is counted once in each window. */
  @Override
  public boolean addsUp() {
    return funnel.actor().bySession();
  }

  @Override
  public long openEndMillis() {
    return openEndMillis;
  }

  @Override
  public List<PointSchema> schemas() {
    return hasBuckets() ? List.of(funnelPoint, convertPoint) : List.of(funnelPoint);
  }

  @Override
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    capped(rows)
        .forEach(
            (value, row) -> {
              if (row[0] != 0) {
                draftFunnel(window, value, row, drafts);
              }
            });
    if (hasBuckets()) {
      rows.values().forEach(row -> draftTimesToConvert(window, row, drafts));
    }
  }

  private void draftFunnel(Window window, String value, long[] row, PointDrafts drafts) {
    boolean mature = row[pendingColumn()] == 0;
    List<Object> fields = new ArrayList<>(funnel.depth() + 4);
    for (int step = 0; step < funnel.depth(); step++) {
      fields.add(row[step]);
    }
    fields.add(row[excludedColumn()]);
    fields.add(mature);
    fields.add(0L);
    fields.add(row[lateColumn()]);
    drafts.add(
        funnelPoint, List.of(breakdown.tag(), funnel.name(), value, window.tag()), fields, mature);
  }

  private void draftTimesToConvert(Window window, long[] row, PointDrafts drafts) {
    for (int bucket = 0; bucket < TimeToConvert.BUCKETS; bucket++) {
      long count = row[bucketColumn() + bucket];
      if (count != 0) {
        drafts.add(
            convertPoint,
            List.of(funnel.name(), TimeToConvert.label(bucket), window.tag()),
            List.of(count),
            row[pendingColumn()] == 0);
      }
    }
  }

  /** Beyond the cap, the values with fewest entries (ties: last by name) become {@code other}. */
  private Map<String, long[]> capped(Map<String, long[]> rows) {
    if (breakdown.cap() == 0 || rows.size() <= breakdown.cap()) {
      return rows;
    }
    Set<String> named =
        rows.entrySet().stream()
            .filter(row -> row.getValue()[0] != 0)
            .filter(row -> !row.getKey().equals(Category.UNKNOWN_NAME))
            .sorted(
                Comparator.comparingLong((Map.Entry<String, long[]> row) -> -row.getValue()[0])
                    .thenComparing(Map.Entry::getKey, CodePointOrder.INSTANCE))
            .limit(breakdown.cap())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Map<String, long[]> capped = new HashMap<>();
    rows.forEach(
        (value, row) -> {
          boolean keeps = named.contains(value) || value.equals(Category.UNKNOWN_NAME);
          long[] sum = capped.computeIfAbsent(keeps ? value : OTHER, v -> new long[row.length]);
          for (int i = 0; i < row.length; i++) {
            sum[i] += row[i];
          }
        });
    return capped;
  }
}
