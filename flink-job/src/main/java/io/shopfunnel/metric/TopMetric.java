package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code top}: the first ten products, brands or categories of a window, by four measures. Ties go
 * by id; what has no brand or category is left out.
 */
final class TopMetric implements Metric, TableFamily {
  private static final int RANKS = 10;
  private static final PointSchema POINT =
      PointSchema.of("top", "by", "kind", "rank", "window").text("id").numbers("count", "cents");

  /** What rows are ranked by. */
  private enum Measure {
    VIEWS("views", EventType.VIEW, 0),
    CARTS("carts", EventType.CART, 0),
    REVENUE("revenue", EventType.PURCHASE, 1),
    /** Views, of what was not bought. */
    VIEWED_NOT_BOUGHT("viewed_not_bought", EventType.VIEW, 0);

    private static final Measure[] ALL = values();

    private final String tag;

    /** The column of the events that take part; behind it are their cents. */
    private final int count;

    /** The column that decides. */
    private final int column;

    Measure(String tag, EventType type, int offset) {
      this.tag = tag;
      this.count = 2 * type.rank();
      this.column = count + offset;
    }

    private boolean takesPart(TableRows rows, int row) {
      return rows.counter(row, count) > 0
          && (this != VIEWED_NOT_BOUGHT || rows.counter(row, 2 * EventType.PURCHASE.rank()) == 0);
    }
  }

  private final String kind;
  private final RowKey rowKey;
  private final ToLongFunction<LedgerEvent> keyOf;

  private TopMetric(String kind, RowKey rowKey, ToLongFunction<LedgerEvent> keyOf) {
    this.kind = kind;
    this.rowKey = rowKey;
    this.keyOf = keyOf;
  }

  static TopMetric products() {
    return new TopMetric("product", RowKey.NUMBER, LedgerEvent::productId);
  }

  static TopMetric brands() {
    return new TopMetric("brand", RowKey.TEXT, LedgerEvent::brand);
  }

  static TopMetric categories() {
    return new TopMetric("category", RowKey.TEXT, LedgerEvent::category);
  }

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot hours = tables.slot(this, Window.HOUR);
    followers.counter(
        event -> {
          if (event.type() != EventType.REMOVE_FROM_CART) {
            int column = 2 * event.type().rank();
            hours
                .row(event.time(), keyOf.applyAsLong(event))
                .add(column, 1)
                .add(column + 1, event.cents());
          }
        });
  }

  @Override
  public String name() {
    return "top." + kind;
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.HOUR, Window.DAY);
  }

  @Override
  public RowKey rowKey() {
    return rowKey;
  }

  @Override
  public int columns() {
    return 2 * EventType.REMOVE_FROM_CART.rank();
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  /** One for each rank of each measure, all of the whole table. */
  @Override
  public int pointsOfRow() {
    return Measure.ALL.length * RANKS;
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    String rank = Integer.toString(point % RANKS + 1);
    return List.of(Measure.ALL[point / RANKS].tag, kind, rank, window.tag());
  }

  @Override
  public @Nullable PointSchema schemaOf(String measurement, List<String> tagValues) {
    return measurement.equals(POINT.measurement()) && tagValues.get(1).equals(kind) ? POINT : null;
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (Measure measure : Measure.ALL) {
      int[] best = best(measure, rows);
      for (int rank = 0; rank < best.length; rank++) {
        int row = best[rank];
        drafts
            .point(TableRows.WHOLE, measure.ordinal() * RANKS + rank)
            .add(row)
            .add(rows.counter(row, measure.count))
            .add(rows.counter(row, measure.count + 1))
            .end(true);
      }
    }
  }

  /** The first rows by a measure; what has no brand or category is left out. */
  private int[] best(Measure measure, TableRows rows) {
    int unknown = rows.rowOf(Category.UNKNOWN_NAME);
    return TopRows.first(
        RANKS,
        rows,
        row -> row != unknown && measure.takesPart(rows, row),
        (row, other) -> isBefore(rows, row, other, measure.column));
  }

  private boolean isBefore(TableRows rows, int row, int other, int column) {
    long here = rows.counter(row, column);
    long there = rows.counter(other, column);
    if (here != there) {
      return here > there;
    }
    return rowKey == RowKey.NUMBER
        ? rows.number(row) < rows.number(other)
        : CodePointOrder.INSTANCE.compare(rows.name(row), rows.name(other)) < 0;
  }
}
