package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tables of one funnel in one breakdown: a row for each value, in it the actors by step, those
 * excluded, those that may still move, the late events among their events, and, in the breakdown
 * {@code all}, the histogram of times to convert.
 */
final class FunnelFamily implements TableFamily {
  private static final String OTHER = "other";

  private final FunnelDefinition funnel;
  private final FunnelColumns columns;
  private final Breakdown breakdown;
  private final long openEndMillis;
  private final String name;
  private final PointSchema funnelPoint;
  private final PointSchema convertPoint =
      new PointSchema("time_to_convert", List.of("funnel", "le", "window"), List.of("count"));

  FunnelFamily(FunnelDefinition funnel, Breakdown breakdown, long openEndMillis) {
    this.funnel = funnel;
    this.columns = new FunnelColumns(funnel.depth());
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

  /** The key of the row of actors with this standing and entry. */
  long key(long standing, long entry) {
    return switch (breakdown) {
      case ALL -> 0;
      case CATEGORY -> entry >>> 32;
      case BRAND -> entry & 0xFFFF_FFFFL;
      case PRICE_BAND -> FunnelProgress.band(standing);
    };
  }

  /** Whether its rows hold the histogram of times to convert. */
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
  public RowKey rowKey() {
    return switch (breakdown) {
      case ALL -> RowKey.SINGLE;
      case CATEGORY, BRAND -> RowKey.TEXT;
      case PRICE_BAND -> RowKey.NUMBER;
    };
  }

  @Override
  public int columns() {
    return columns.count() + (hasBuckets() ? TimeToConvert.BUCKETS : 0);
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
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    Set<String> named = named(rows);
    long[] other = new long[columns()];
    long[] row = new long[columns()];
    for (int i = 0; i < rows.size(); i++) {
      String value = value(rows, i);
      boolean keeps = named.isEmpty() || named.contains(value);
      for (int column = 0; column < row.length; column++) {
        row[column] = rows.counter(i, column);
        other[column] += keeps ? 0 : row[column];
      }
      if (keeps) {
        draftFunnel(window, value, row, drafts);
      }
    }
    draftFunnel(window, OTHER, other, drafts);
    if (hasBuckets() && rows.size() > 0) {
      draftTimesToConvert(window, row, drafts);
    }
  }

  private String value(TableRows rows, int row) {
    return switch (breakdown) {
      case ALL -> Breakdown.ALL_VALUE;
      case CATEGORY, BRAND -> rows.name(row);
      case PRICE_BAND -> PriceBand.ofOrdinal((int) rows.number(row)).label();
    };
  }

  private void draftFunnel(Window window, String value, long[] row, PointDrafts drafts) {
    if (row[0] == 0) {
      return;
    }
    boolean mature = row[columns.pending()] == 0;
    List<Object> fields = new ArrayList<>(funnel.depth() + 4);
    for (int step = 0; step < funnel.depth(); step++) {
      fields.add(row[step]);
    }
    fields.add(row[columns.excluded()]);
    fields.add(mature);
    fields.add(0L);
    fields.add(row[columns.late()]);
    drafts.add(
        funnelPoint, List.of(breakdown.tag(), funnel.name(), value, window.tag()), fields, mature);
  }

  private void draftTimesToConvert(Window window, long[] row, PointDrafts drafts) {
    for (int bucket = 0; bucket < TimeToConvert.BUCKETS; bucket++) {
      long count = row[columns.count() + bucket];
      if (count != 0) {
        drafts.add(
            convertPoint,
            List.of(funnel.name(), TimeToConvert.label(bucket), window.tag()),
            List.of(count),
            row[columns.pending()] == 0);
      }
    }
  }

  /**
   * Which values keep their names, where there are more than may: beyond the cap, those with fewest
   * entries (ties: last by name) become {@code other}. Empty where all keep theirs.
   */
  private Set<String> named(TableRows rows) {
    if (breakdown.cap() == 0 || rows.size() <= breakdown.cap()) {
      return Set.of();
    }
    Set<String> named = new HashSet<>();
    named.add(Category.UNKNOWN_NAME);
    // A real value of that name is merged with the rest, and takes a place all the same.
    IntStream.range(0, rows.size())
        .filter(row -> rows.counter(row, 0) != 0)
        .filter(row -> !rows.name(row).equals(Category.UNKNOWN_NAME))
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer row) -> -rows.counter(row, 0))
                .thenComparing(rows::name, CodePointOrder.INSTANCE))
        .limit(breakdown.cap())
        .filter(row -> !rows.name(row).equals(OTHER))
        .forEach(row -> named.add(rows.name(row)));
    return named;
  }
}
