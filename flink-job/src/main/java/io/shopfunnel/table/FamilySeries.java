package io.shopfunnel.table;

import io.shopfunnel.point.LineFormat;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.Series;
import io.shopfunnel.window.Window;
import java.util.HashMap;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The series to which the tables of a family and a length of window publish, each made once: by the
 * name or number of its row, as rows of other tables have the same.
 */
final class FamilySeries {
  /** The names of rows beyond which all are forgotten: a new one with every table fills no heap. */
  private static final int MOST_NAMES = 10_000;

  private final TableFamily family;
  private final Window window;
  private final LineFormat[] formats;
  private final Series[] ofWhole;
  private final Map<String, Series[]> byName = new HashMap<>();
  private final Long2ObjectHashMap<Series[]> byNumber = new Long2ObjectHashMap<>();

  FamilySeries(TableFamily family, Window window) {
    this.family = family;
    this.window = window;
    formats = new LineFormat[family.pointsOfRow()];
    Map<PointSchema, LineFormat> formatOf = new HashMap<>();
    for (int point = 0; point < formats.length; point++) {
      formats[point] = formatOf.computeIfAbsent(family.schema(point), LineFormat::new);
    }
    ofWhole = none();
  }

  private Series[] none() {
    return new Series[family.pointsOfRow()];
  }

  /** How that point of a row is written. */
  LineFormat format(int point) {
    return formats[point];
  }

  Series of(TableRows rows, int row, int point) {
    Series[] ofRow = ofRow(rows, row);
    if (ofRow[point] == null) {
      ofRow[point] = formats[point].series(family.tags(window, rows, row, point));
    }
    return ofRow[point];
  }

  private Series[] ofRow(TableRows rows, int row) {
    if (row == TableRows.WHOLE) {
      return ofWhole;
    }
    if (byName.size() == MOST_NAMES) {
      byName.clear();
    }
    return family.rowKey() == RowKey.TEXT
        ? byName.computeIfAbsent(rows.name(row), name -> none())
        : byNumber.computeIfAbsent(rows.number(row), number -> none());
  }
}
