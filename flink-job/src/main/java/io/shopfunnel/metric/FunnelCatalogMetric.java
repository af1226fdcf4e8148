package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/** {@code funnel_catalog}: by which funnels a day with events was counted. */
final class FunnelCatalogMetric implements Metric, TableFamily {
  private static final PointSchema POINT =
      new PointSchema("funnel_catalog", List.of("window"), List.of("hash", "funnels"));

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
  public void follow(Tables tables, Followers followers) {
    TableSlot days = tables.slot(this, Window.DAY);
    followers.counter(event -> days.row(event.time()).add(0, 1));
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
  public RowKey rowKey() {
    return RowKey.SINGLE;
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
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.counter(row, 0) != 0) {
        drafts.add(POINT, List.of(window.tag()), List.of(hash, funnels), true);
      }
    }
  }
}
