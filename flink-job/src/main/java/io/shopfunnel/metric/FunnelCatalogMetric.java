package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.table.PointDrafts;
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
      PointSchema.of("funnel_catalog", "window").text("hash").numbers("funnels");

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
    int row = tables.texts().number(hash);
    followers.counter(event -> days.row(event.time(), row).add(0, 1));
  }

  @Override
  public String name() {
    return "funnel_catalog";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.DAY);
  }

  /** The hash of the funnels; there is no other, as a job never goes on under other funnels. */
  @Override
  public RowKey rowKey() {
    return RowKey.TEXT;
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
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return List.of(window.tag());
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.counter(row, 0) != 0) {
        drafts.point(row, 0).add(row).add(funnels).end(true);
      }
    }
  }
}
