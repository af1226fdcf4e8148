package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import java.util.Map;

/** {@code price_band}: events by event type and band of their price. */
final class PriceBandMetric implements Metric, TableFamily {
  private static final String ROW = "all";
  private static final int BANDS = PriceBand.values().length;
  private static final PointSchema POINT =
      new PointSchema("price_band", List.of("band", "event_type", "window"), List.of("count"));

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void count(ShopEvent event, TableDeltas out) {
    out.row(this, Window.MINUTE, event.eventTime(), ROW)[column(event.type(), event.priceBand())]++;
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
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    for (long[] row : rows.values()) {
      for (EventType type : EventType.values()) {
        for (PriceBand band : PriceBand.values()) {
          long count = row[column(type, band)];
          if (count != 0) {
            drafts.add(
                POINT, List.of(band.label(), type.wireName(), window.tag()), List.of(count), true);
          }
        }
      }
    }
  }
}
