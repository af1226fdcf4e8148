package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import java.util.Map;

/** {@code funnel_catalog}: by which funnels a day with events was counted. */
final class FunnelCatalogMetric implements Metric, TableFamily {
  private static final PointSchema POINT =
      new PointSchema("funnel_catalog", List.of("window"), List.of("hash", "funnels"));
  private static final String ROW = "all";

  private final String hash;
  private final long funnels;

  FunnelCatalogMetric(FunnelCatalog catalog) {
    this.hash = catalog.hash();
    this.funnels = catalog.funnels().size();
  }

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void count(ShopEvent event, TableDeltas out) {
    out.row(this, Window.DAY, event.eventTime(), ROW)[0]++;
  }

  @Override
  public String name() {
    return "funnel_catalog";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.DAY);
  }

  @Override
  public int columns() {
    return 1;
  }

  @Override
  public boolean addsUp() {
    return false;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  @Override
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    for (long[] row : rows.values()) {
      if (row[0] != 0) {
        drafts.add(POINT, List.of(window.tag()), List.of(hash, funnels), true);
      }
    }
  }
}
