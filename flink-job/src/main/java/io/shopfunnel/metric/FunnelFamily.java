package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables of funnels in one breakdown: a row for each value, in it the counters of each funnel
 * ({@link FunnelColumns}). Funnels share a table when their actors are the same and enter by the
 * same events: then an actor is in the same row for all of them, which is found once.
 */
final class FunnelFamily implements TableFamily {
  private static final String OTHER = "other";

  private final List<FunnelDefinition> funnels;
  private final Breakdown breakdown;
  private final long openEndMillis;
  private final String name;
  private final List<FunnelColumns> columns = new ArrayList<>();
  private final List<PointSchema> funnelPoints = new ArrayList<>();
  private final PointSchema convertPoint =
      PointSchema.of("time_to_convert", "funnel", "le", "window").numbers("count");

  /** The points of a funnel in a row: its actors by step, and behind that each bucket. */
  private final int pointsOfFunnel;

  /** Where in an actor's standing or entry the key is: it is asked for with each change. */
  private final boolean byPriceBand;

  private final int keyShift;
  private final long keyMask;

  /** Tables of funnels that have actor, entry and windows in common. */
  FunnelFamily(List<FunnelDefinition> funnels, Breakdown breakdown, long openEndMillis) {
    this.funnels = funnels;
    this.breakdown = breakdown;
    this.openEndMillis = openEndMillis;
    this.byPriceBand = breakdown == Breakdown.PRICE_BAND;
    this.keyShift = breakdown == Breakdown.CATEGORY ? Integer.SIZE : 0;
    this.keyMask = breakdown == Breakdown.ALL ? 0 : 0xFFFF_FFFFL;
    this.pointsOfFunnel = 1 + (breakdown == Breakdown.ALL ? TimeToConvert.BUCKETS : 0);
    this.name =
        funnels.stream()
            .map(FunnelDefinition::name)
            .collect(Collectors.joining(",", "funnel.", "." + breakdown.tag()));
    int from = 0;
    for (FunnelDefinition funnel : funnels) {
      FunnelColumns ofFunnel = new FunnelColumns(from, funnel.depth(), breakdown == Breakdown.ALL);
      columns.add(ofFunnel);
      funnelPoints.add(pointOf(funnel));
      from = ofFunnel.end();
    }
  }

  private static PointSchema pointOf(FunnelDefinition funnel) {
    PointSchema steps = PointSchema.of("funnel", "breakdown", "funnel", "value", "window");
    for (int step = 1; step <= funnel.depth(); step++) {
      steps = steps.numbers("step_" + step);
    }
    return steps.numbers("excluded").flag("mature").rev().numbers("late_applied");
  }

  /** The key of the row of actors with this standing and entry. */
  long key(long standing, long entry) {
    long numbers = byPriceBand ? FunnelProgress.band(standing) : entry;
    return numbers >>> keyShift & keyMask;
  }

  /** The columns of a funnel, by its number among the family's. */
  FunnelColumns columnsOf(int funnel) {
    return columns.get(funnel);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Window> windows() {
    FunnelDefinition any = funnels.get(0);
    return breakdown == Breakdown.ALL ? any.entryWindows() : any.breakdownWindows();
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
    return columns.get(columns.size() - 1).end();
  }

  /** A session enters once, so its windows add up; a user is counted once in each window. */
  @Override
  public boolean addsUp() {
    return funnels.get(0).actor().bySession();
  }

  @Override
  public long openEndMillis() {
    return openEndMillis;
  }

  @Override
  public List<PointSchema> schemas() {
    List<PointSchema> schemas = new ArrayList<>(funnelPoints);
    if (breakdown == Breakdown.ALL) {
      schemas.add(convertPoint);
    }
    return schemas;
  }

  @Override
  public int pointsOfRow() {
    return funnels.size() * pointsOfFunnel;
  }

  @Override
  public PointSchema schema(int point) {
    return point % pointsOfFunnel == 0 ? funnelPoints.get(point / pointsOfFunnel) : convertPoint;
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    String funnel = funnels.get(point / pointsOfFunnel).name();
    int bucket = point % pointsOfFunnel - 1;
    return bucket < 0
        ? List.of(breakdown.tag(), funnel, value(rows, row), window.tag())
        : List.of(funnel, TimeToConvert.label(bucket), window.tag());
  }

  @Override
  public @Nullable PointSchema schemaOf(String measurement, List<String> tagValues) {
    if (measurement.equals(convertPoint.measurement())) {
      boolean ours = breakdown == Breakdown.ALL && numberOf(tagValues.get(0)) >= 0;
      return ours ? convertPoint : null;
    }
    if (!measurement.equals(funnelPoints.get(0).measurement())
        || !breakdown.tag().equals(tagValues.get(0))) {
      return null;
    }
    int number = numberOf(tagValues.get(1));
    return number < 0 ? null : funnelPoints.get(number);
  }

  /** The number of a funnel among the family's; less than 0 where it is none of them. */
  private int numberOf(String funnel) {
    return funnels.stream().map(FunnelDefinition::name).toList().indexOf(funnel);
  }

  private String value(TableRows rows, int row) {
    if (row == TableRows.WHOLE) {
      return OTHER;
    }
    return switch (breakdown) {
      case ALL -> Breakdown.ALL_VALUE;
      case CATEGORY, BRAND -> rows.name(row);
      case PRICE_BAND -> PriceBand.ofOrdinal((int) rows.number(row)).label();
    };
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    BitSet named = named(rows);
    // A real value of that name has the same points as what is merged under it.
    int merged = rows.rowOf(OTHER);
    long[] other = new long[columns()];
    long[] row = new long[columns()];
    for (int i = 0; i < rows.size(); i++) {
      boolean keeps = named.get(i);
      for (int column = 0; column < row.length; column++) {
        row[column] = rows.counter(i, column);
        other[column] += keeps ? 0 : row[column];
      }
      if (keeps) {
        draft(i == merged ? TableRows.WHOLE : i, row, drafts);
      }
    }
    draft(TableRows.WHOLE, other, drafts);
  }

  private void draft(int ofRow, long[] row, PointDrafts drafts) {
    for (int i = 0; i < funnels.size(); i++) {
      FunnelColumns of = columns.get(i);
      if (row[of.step(0)] != 0) {
        draftFunnel(of, row, drafts.point(ofRow, i * pointsOfFunnel));
      }
      if (of.hasBuckets()) {
        draftTimesToConvert(of, row, ofRow, i * pointsOfFunnel + 1, drafts);
      }
    }
  }

  private static void draftFunnel(FunnelColumns of, long[] row, PointDrafts draft) {
    for (int step = 0; step < of.steps(); step++) {
      draft.add(row[of.step(step)]);
    }
    boolean mature = row[of.pending()] == 0;
    draft.add(row[of.excluded()]).add(mature).add(row[of.late()]).end(mature);
  }

  private static void draftTimesToConvert(
      FunnelColumns of, long[] row, int ofRow, int firstPoint, PointDrafts drafts) {
    for (int bucket = 0; bucket < TimeToConvert.BUCKETS; bucket++) {
      long count = row[of.bucket(bucket)];
      if (count != 0) {
        drafts.point(ofRow, firstPoint + bucket).add(count).end(row[of.pending()] == 0);
      }
    }
  }

  /**
   * The rows that keep their names, where there are more than may: beyond the cap, those with
   * fewest entries (ties: last by name) become {@code other}. All funnels have the same entries.
   */
  private BitSet named(TableRows rows) {
    BitSet named = new BitSet();
    if (breakdown.cap() == 0 || rows.size() <= breakdown.cap()) {
      named.set(0, rows.size());
      return named;
    }
    int unknown = rows.rowOf(Category.UNKNOWN_NAME);
    int[] first =
        TopRows.first(
            breakdown.cap(),
            rows,
            row -> row != unknown && rows.counter(row, 0) != 0,
            (row, other) -> comesFirst(rows, row, other));
    // A real value of that name is merged with the rest, and takes a place all the same.
    int merged = rows.rowOf(OTHER);
    for (int row : first) {
      named.set(row, row != merged);
    }
    if (unknown != TableRows.NO_ROW) {
      named.set(unknown);
    }
    return named;
  }

  private static boolean comesFirst(TableRows rows, int row, int other) {
    long here = rows.counter(row, 0);
    long there = rows.counter(other, 0);
    return here == there
        ? CodePointOrder.INSTANCE.compare(rows.name(row), rows.name(other)) < 0
        : here > there;
  }
}
