package io.shopfunnel.table;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * Tables with a single row, whose counters are the fields of a single point. There is no point
 * while all of them are 0.
 *
 * @param name the family's name, and the measurement's
 * @param windows the windows, shortest first
 * @param addsUp whether longer windows are the sum of shorter ones
 * @param openEndMillis how long a window may stay open after its end
 * @param countsEveryRecord whether every record adds to the table of its own time
 * @param fieldNames the counters
 */
public record CounterFamily(
    String name,
    List<Window> windows,
    boolean addsUp,
    long openEndMillis,
    boolean countsEveryRecord,
    List<String> fieldNames)
    implements TableFamily {
  @Override
  public RowKey rowKey() {
    return RowKey.SINGLE;
  }

  @Override
  public int columns() {
    return fieldNames.size();
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of(PointSchema.of(name, "window").numbers(fieldNames.toArray(String[]::new)));
  }

  @Override
  public List<String> tags(Window window, TableRows rows, int row, int point) {
    return List.of(window.tag());
  }

  @Override
  public void draft(TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      long any = 0;
      drafts.point(row, 0);
      for (int column = 0; column < columns(); column++) {
        drafts.add(rows.counter(row, column));
        any |= rows.counter(row, column);
      }
      if (any != 0) {
        drafts.end(true);
      }
    }
  }
}
