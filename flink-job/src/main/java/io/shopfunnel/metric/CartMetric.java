package io.shopfunnel.metric;

import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * {@code cart}: a session's cart opens at its first {@code cart} event and counts there; when the
 * session ends it was purchased, emptied or abandoned, and until then it is open.
 */
final class CartMetric implements Metric, TableFamily {
  static final int OPENED = 0;
  static final int PURCHASED = 1;
  static final int EMPTIED = 2;
  static final int ABANDONED = 3;
  static final int OPEN = 4;
  static final int ABANDONED_CENTS = 5;

  private static final PointSchema POINT =
      new PointSchema(
          "cart",
          List.of("window"),
          List.of(
              "opened",
              "purchased",
              "emptied",
              "abandoned",
              "open",
              "abandoned_cents",
              "mature",
              "rev"));

  private final long openEndMillis;

  CartMetric(SessionRules rules) {
    openEndMillis = rules.longestMillis();
  }

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    Cart cart = new Cart(tables.slot(this, Window.HOUR));
    followers.session(cart);
    followers.product(cart.items());
  }

  @Override
  public String name() {
    return "cart";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.HOUR, Window.DAY);
  }

  @Override
  public RowKey rowKey() {
    return RowKey.SINGLE;
  }

  @Override
  public int columns() {
    return ABANDONED_CENTS + 1;
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public long openEndMillis() {
    return openEndMillis;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  @Override
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.counter(row, OPENED) != 0) {
        boolean mature = rows.counter(row, OPEN) == 0;
        drafts.add(
            POINT,
            List.of(window.tag()),
            List.of(
                rows.counter(row, OPENED),
                rows.counter(row, PURCHASED),
                rows.counter(row, EMPTIED),
                rows.counter(row, ABANDONED),
                rows.counter(row, OPEN),
                rows.counter(row, ABANDONED_CENTS),
                mature,
                0L),
            mature);
      }
    }
  }
}
