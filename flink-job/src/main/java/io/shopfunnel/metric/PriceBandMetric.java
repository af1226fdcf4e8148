package io.shopfunnel.metric;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
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
      new PointSchema("price_band", List.of("band", "event_type", "window"), List.of("count"));

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

  @Override
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      for (EventType type : EventType.values()) {
        for (PriceBand band : PriceBand.values()) {
          long count = rows.counter(row, column(type, band));
          if (count != 0) {
            drafts.add(
                POINT, List.of(band.label(), type.wireName(), window.tag()), List.of(count), true);
          }
        }
      }
    }
  }
}
