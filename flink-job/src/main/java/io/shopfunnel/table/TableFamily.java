package io.shopfunnel.table;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.window.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A family of tables of counters: one table for each window, in it a row for each group, in a row
 * one counter for each column. Operators add to the tables; the points that are published are
 * worked out from a whole table.
 */
public interface TableFamily {
  /** The stable name by which the family is known in state and in keys. */
  String name();

  /** The windows for which there are tables, shortest first. */
  List<Window> windows();

  /** What tells its rows apart. */
  RowKey rowKey();

  /** The number of counters in a row. */
  int columns();

  /**
   * Whether the table of a longer window is the sum of the shorter ones. Operators then add to the
   * shortest window only.
   */
  boolean addsUp();

  /**
   * How long after its end a window may still change without any late event, in milliseconds: as
   * long as a session or a conversion window that begins in it may last.
   */
  default long openEndMillis() {
    return 0;
  }

  /** The shapes of the points that {@link #draft} makes. */
  List<PointSchema> schemas();

  /** How many points may tell of one row, or of the whole table; they are numbered from 0. */
  default int pointsOfRow() {
    return 1;
  }

  /** The shape of that point of a row: one of {@link #schemas}. */
  default PointSchema schema(int point) {
    return schemas().get(0);
  }

  /**
   * The shape of the points of a series, or null where no table of this family has such points.
   *
   * @param tagValues the values of its tags, in the order of their names
   */
  default @Nullable PointSchema schemaOf(String measurement, List<String> tagValues) {
    return schemas().stream()
        .filter(schema -> schema.measurement().equals(measurement))
        .findFirst()
        .orElse(null);
  }

  /**
   * Whether every record adds to the table of its own time, whatever else becomes of it: then each
   * point that a crash has orphaned is published anew by the records that come again.
   */
  default boolean countsEveryRecord() {
    return false;
  }

  /**
   * The values of a point's tags, in the order of their names. They are asked for once for each
   * name of a row, and kept.
   *
   * @param row the row that it tells of, or {@link TableRows#WHOLE}
   * @param point which of the points of that row
   */
  List<String> tags(Window window, TableRows rows, int row, int point);

  /** Works out the points of a table. A group in which nothing happened has no point. */
  void draft(TableRows rows, PointDrafts drafts);
}
