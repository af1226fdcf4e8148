package io.shopfunnel.table;

import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables with a single row, whose counters are the fields of a single point. There is no point
 * while all of them are 0.
 *
 * @param name the family's name, and the measurement's
 * @param windows the windows, shortest first
 * @param addsUp whether longer windows are the sum of shorter ones
 * @param openEndMillis how long a window may stay open after its end
 * @param fieldNames the counters
 */
public record CounterFamily(
    String name, List<Window> windows, boolean addsUp, long openEndMillis, List<String> fieldNames)
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
    return List.of(new PointSchema(name, List.of("window"), fieldNames));
  }

  @Override
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    for (int row = 0; row < rows.size(); row++) {
      List<Object> fields = new ArrayList<>(fieldNames.size());
      boolean any = false;
      for (int column = 0; column < fieldNames.size(); column++) {
        long counter = rows.counter(row, column);
        fields.add(counter);
        any |= counter != 0;
      }
      if (any) {
        drafts.add(schemas().get(0), List.of(window.tag()), fields, true);
      }
    }
  }
}
