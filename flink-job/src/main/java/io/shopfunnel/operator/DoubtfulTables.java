package io.shopfunnel.operator;

import io.shopfunnel.point.PointFinder;
import io.shopfunnel.point.Series;
import io.shopfunnel.table.PointSearch;
import io.shopfunnel.table.TableKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables of which other points may stand in the database than they know: these left after the
 * checkpoint from which the tables came. A table is in doubt until it is published anew.
 */
final class DoubtfulTables {
  private final Map<TableKey, Set<Series>> found = new HashMap<>();

  /** Doubts a table that came out of a checkpoint. */
  void doubt(TableKey table) {
    found.putIfAbsent(table, new HashSet<>());
  }

  /**
   * Doubts the tables of all points that may have left after a checkpoint.
   *
   * @param watermark that of the checkpoint
   * @param limit the end of the last window of which points may have left
   * @param ours which tables are this publisher's
   */
  void find(
      PointSearch search, PointFinder finder, long watermark, long limit, Predicate<TableKey> ours)
      throws IOException, InterruptedException {
    search.run(
        finder,
        watermark,
        limit,
        (table, series) -> {
          if (ours.test(table)) {
            found.computeIfAbsent(table, key -> new HashSet<>()).add(series);
          }
        });
  }

  /** Those in doubt now. */
  List<TableKey> all() {
    return new ArrayList<>(found.keySet());
  }

  /**
   * Ends the doubt about a table, which is about to be published anew.
   *
   * @return the series of its points that were found; null where it was not in doubt
   */
  @Nullable Set<Series> settle(TableKey table) {
    return found.remove(table);
  }
}
