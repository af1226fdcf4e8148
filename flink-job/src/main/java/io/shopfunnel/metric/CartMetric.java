package io.shopfunnel.metric;

import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.table.PointDrafts;
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
      PointSchema.of("cart", "window")
          .numbers("opened", "purchased", "emptied", "abandoned", "open", "abandoned_cents")
          .flag("mature")
          .rev();

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
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return List.of(window.tag());
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.counter(row, OPENED) != 0) {
        drafts.point(row, 0);
        for (int column = 0; column < columns(); column++) {
          drafts.add(rows.counter(row, column));
        }
        boolean mature = rows.counter(row, OPEN) == 0;
        drafts.add(mature).end(mature);
      }
    }
  }
}
