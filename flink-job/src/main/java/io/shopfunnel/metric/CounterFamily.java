package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
record CounterFamily(
    String name, List<Window> windows, boolean addsUp, long openEndMillis, List<String> fieldNames)
    implements TableFamily {
  private static final String ROW = "all";

  /** The counters of the window that holds this time. */
  long[] row(TableDeltas out, Window window, long time) {
    return out.row(this, window, time, ROW);
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
  public void draft(Window window, Map<String, long[]> rows, PointDrafts drafts) {
    for (long[] row : rows.values()) {
      List<Object> fields = new ArrayList<>(row.length);
      boolean any = false;
      for (long counter : row) {
        fields.add(counter);
        any |= counter != 0;
      }
      if (any) {
        drafts.add(schemas().get(0), List.of(window.tag()), fields, true);
      }
    }
  }
}
