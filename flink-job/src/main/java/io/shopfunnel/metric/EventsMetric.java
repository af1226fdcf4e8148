package io.shopfunnel.metric;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/** {@code events}: events, and the sum of their prices, by event type and category root. */
final class EventsMetric implements Metric, TableFamily {
  private static final int TYPES = EventType.values().length;
  private static final PointSchema POINT =
      PointSchema.of("events", "category", "event_type", "window").numbers("count", "cents");

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
    return 2 * TYPES;
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  /** One for each type of event, by its rank. */
  @Override
  public int pointsOfRow() {
    return TYPES;
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return List.of(rows.name(row), EventType.ofRank(point).wireName(), window.tag());
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      for (int type = 0; type < TYPES; type++) {
        long count = rows.counter(row, 2 * type);
        if (count != 0) {
          drafts.point(row, type).add(count).add(rows.counter(row, 2 * type + 1)).end(true);
        }
      }
    }
  }
}
