package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import java.util.Map;

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
  public void count(ShopEvent event, TableDeltas out) {
    long[] row = out.row(this, Window.MINUTE, event.eventTime(), event.category().root());
    int column = 2 * event.type().rank();
    row[column]++;
    row[column + 1] += event.cents();
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
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    rows.forEach(
        (category, row) -> {
          for (EventType type : EventType.values()) {
            int column = 2 * type.rank();
            if (row[column] != 0) {
              drafts.add(
                  POINT,
                  List.of(category, type.wireName(), window.tag()),
                  List.of(row[column], row[column + 1]),
                  true);
            }
          }
        });
  }
}
