package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code funnel_catalog}: by which funnels an hour or a day with events was counted, and what their
 * steps are called. A point for each step of each funnel.
 */
final class FunnelCatalogMetric implements Metric, TableFamily {
  private static final PointSchema POINT =
      PointSchema.of("funnel_catalog", "funnel", "label", "of", "step", "window")
          .text("hash")
          .numbers("funnels");

  private final String hash;
  private final long funnels;
  private final List<List<String>> steps;

  FunnelCatalogMetric(FunnelCatalog catalog) {
    this.hash = catalog.hash();
    this.funnels = catalog.funnels().size();
    this.steps = catalog.funnels().stream().flatMap(FunnelCatalogMetric::steps).toList();
  }

  /** The tags of a funnel's steps, but for the window. */
  private static Stream<List<String>> steps(FunnelDefinition funnel) {
    String depth = Integer.toString(funnel.depth());
    return IntStream.rangeClosed(1, funnel.depth())
        .mapToObj(
            step ->
                List.of(
                    funnel.name(),
                    funnel.steps().get(step - 1).describe(),
                    depth,
                    Integer.toString(step)));
  }

  @Override
  public List<TableFamily> families() {
    return List.of(this);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot hours = tables.slot(this, Window.HOUR);
    int row = tables.texts().number(hash);
    followers.counter(event -> hours.row(event.time(), row).add(0, 1));
  }

  @Override
  public String name() {
    return "funnel_catalog";
  }

  @Override
  public List<Window> windows() {
    return List.of(Window.HOUR, Window.DAY);
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
    return true;
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(POINT);
  }

  /** One for each step of each funnel. */
  @Override
  public int pointsOfRow() {
    return steps.size();
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return Stream.concat(steps.get(point).stream(), Stream.of(window.tag())).toList();
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.counter(row, 0) != 0) {
        for (int step = 0; step < steps.size(); step++) {
          drafts.point(row, step).add(row).add(funnels).end(true);
        }
      }
    }
  }
}
