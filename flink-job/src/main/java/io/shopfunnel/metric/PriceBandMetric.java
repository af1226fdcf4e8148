package io.shopfunnel.metric;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/** {@code price_band}: events by event type and band of their price. */
final class PriceBandMetric implements Metric, TableFamily {
  private static final int BANDS = PriceBand.values().length;
  private static final PointSchema POINT =
      PointSchema.of("price_band", "band", "event_type", "window").numbers("count");

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot minutes = tables.slot(this, Window.MINUTE);
    followers.counter(
        event -> minutes.row(event.time()).add(column(event.type(), event.band()), 1));
  }

  private static int column(EventType type, PriceBand band) {
    return type.rank() * BANDS + band.ordinal();
  }

  @Override
  public String name() {
    return "price_band";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.MINUTE, Window.HOUR);
  }

  @Override
  public RowKey rowKey() {
    return RowKey.SINGLE;
  }

  @Override
  public int columns() {
    return EventType.values().length * BANDS;
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  /** One for each counter, by its column. */
  @Override
  public int pointsOfRow() {
    return columns();
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return List.of(
        PriceBand.ofOrdinal(point % BANDS).label(),
        EventType.ofRank(point / BANDS).wireName(),
        window.tag());
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns(); column++) {
        long count = rows.counter(row, column);
        if (count != 0) {
          drafts.point(row, column).add(count).end(true);
        }
      }
    }
  }
}
