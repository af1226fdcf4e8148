package io.shopfunnel.metric;

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

/** {@code events}: events, and the sum of their prices, by event type and category root. */
final class EventsMetric implements Metric, TableFamily {
  private static final PointSchema POINT =
      new PointSchema(
          "events", List.of("category", "event_type", "window"), List.of("count", "cents"));

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot minutes = tables.slot(this, Window.MINUTE);
    followers.counter(
        event -> {
          int column = 2 * event.type().rank();
          minutes.row(event.time(), event.category()).add(column, 1).add(column + 1, event.cents());
        });
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.MINUTE, Window.HOUR);
  }

  @Override
  public RowKey rowKey() {
    return RowKey.TEXT;
  }

  @Override
  public int columns() {
    return 2 * EventType.values().length;
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
        int column = 2 * type.rank();
        long count = rows.counter(row, column);
        if (count != 0) {
          drafts.add(
              POINT,
              List.of(rows.name(row), type.wireName(), window.tag()),
              List.of(count, rows.counter(row, column + 1)),
              true);
        }
      }
    }
  }
}
