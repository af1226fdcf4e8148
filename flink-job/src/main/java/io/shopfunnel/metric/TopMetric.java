package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * {@code top}: the first ten products, brands or categories of a window, by four measures. Ties go
 * by id; what has no brand or category is left out.
 */
final class TopMetric implements Metric, TableFamily {
  private static final int RANKS = 10;
  private static final PointSchema POINT =
      new PointSchema(
          "top", List.of("by", "kind", "rank", "window"), List.of("id", "count", "cents"));

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

  @Override
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    int unknown = rowKey == RowKey.TEXT ? rows.rowOf(Category.UNKNOWN_NAME) : TableRows.NO_ROW;
    rank("views", EventType.VIEW, 0, false, unknown, rows, window, drafts);
    rank("carts", EventType.CART, 0, false, unknown, rows, window, drafts);
    rank("revenue", EventType.PURCHASE, 1, false, unknown, rows, window, drafts);
    rank("viewed_not_bought", EventType.VIEW, 0, true, unknown, rows, window, drafts);
  }

  /**
   * Ranks what has events of that type.
   *
   * @param measure 0 to rank by their number, 1 by their cents
   * @param notBought whether what was bought is left out
   * @param unknown the row of what has no brand or category, which is left out
   */
  private void rank(
      String by,
      EventType type,
      int measure,
      boolean notBought,
      int unknown,
      TableRows rows,
      Window window,
      PointDrafts drafts) {
    int count = 2 * type.rank();
    int[] best =
        TopRows.first(
            RANKS,
            rows,
            row ->
                row != unknown
                    && rows.counter(row, count) > 0
                    && !(notBought && rows.counter(row, 2 * EventType.PURCHASE.rank()) != 0),
            (row, other) -> isBefore(rows, row, other, count + measure));
    for (int rank = 0; rank < best.length; rank++) {
      int row = best[rank];
      drafts.add(
          POINT,
          List.of(by, kind, Integer.toString(rank + 1), window.tag()),
          List.of(rows.name(row), rows.counter(row, count), rows.counter(row, count + 1)),
          true);
    }
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
