package io.shopfunnel.metric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One table as its publisher keeps it: its rows, and what of it has been published. */
public final class WindowTable {
  private final Map<String, long[]> rows = new HashMap<>();
  private final Map<PointKey, Published> published = new HashMap<>();

  /** The next watermark at which the table has something to do; kept by its publisher. */
  private long timer = Long.MAX_VALUE;

  /** Tells the points of a table apart. */
  private record PointKey(PointSchema schema, List<String> tagValues) {}

  /**
   * A point as it stands in the database.
   *
   * @param fieldValues its fields, with 0 for {@code rev}
   * @param rev how often it was amended after its first final publication
   * @param mature whether that has been
   */
  private record Published(List<Object> fieldValues, long rev, boolean mature) {}

  /** Adds to the rows. */
  public void add(TableDelta delta) {
    for (int i = 0; i < delta.rows().size(); i++) {
      long[] added = delta.counters().get(i);
      long[] row = rows.computeIfAbsent(delta.rows().get(i), name -> new long[added.length]);
      for (int column = 0; column < row.length; column++) {
        row[column] += added[column];
      }
    }
  }

  /**
   * The points that differ from what was published last: new ones, changed ones, and, with zeros in
   * all fields, those that are no more.
   */
  public List<MetricPoint> publish(TableFamily family, TableKey key) {
    List<MetricPoint> points = new ArrayList<>();
    Map<PointKey, Published> gone = new HashMap<>(published);
    family.draft(
        key.window(),
        rows,
        (schema, tagValues, fieldValues, mature) -> {
          PointKey point = new PointKey(schema, tagValues);
          gone.remove(point);
          publish(key, point, fieldValues, mature, points);
        });
    gone.forEach((point, last) -> publish(key, point, zeros(last.fieldValues), true, points));
    return points;
  }

  private void publish(
      TableKey key,
      PointKey point,
      List<Object> fieldValues,
      boolean mature,
      List<MetricPoint> points) {
    Published last = published.get(point);
    if (last != null && last.fieldValues.equals(fieldValues)) {
      return;
    }
    long rev = last == null ? 0 : last.rev + (last.mature ? 1 : 0);
    boolean everMature = mature || (last != null && last.mature);
    published.put(point, new Published(fieldValues, rev, everMature));
    points.add(
        new MetricPoint(
            point.schema,
            key.windowStart(),
            point.tagValues,
            withRev(point.schema, fieldValues, rev)));
  }

  private static List<Object> withRev(PointSchema schema, List<Object> fieldValues, long rev) {
    int index = schema.fieldNames().indexOf("rev");
    if (index < 0 || rev == 0) {
      return fieldValues;
    }
    List<Object> amended = new ArrayList<>(fieldValues);
    amended.set(index, rev);
    return amended;
  }

  private static List<Object> zeros(List<Object> fieldValues) {
    List<Object> zeros = new ArrayList<>(fieldValues.size());
    for (Object value : fieldValues) {
      zeros.add(
          value instanceof Boolean ? Boolean.TRUE : value instanceof String ? "" : (Object) 0L);
    }
    return zeros;
  }

  /** The next watermark at which the table has something to do. */
  public long timer() {
    return timer;
  }

  /** Notes the next watermark at which the table has something to do. */
  public void timer(long watermark) {
    timer = watermark;
  }

  /** A table that goes on by itself from here. */
  public WindowTable copy() {
    WindowTable copy = new WindowTable();
    rows.forEach((name, row) -> copy.rows.put(name, row.clone()));
    copy.published.putAll(published);
    copy.timer = timer;
    return copy;
  }

  /** Writes the table. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(timer);
    out.writeInt(rows.size());
    for (Map.Entry<String, long[]> row : rows.entrySet()) {
      out.writeUTF(row.getKey());
      out.writeShort(row.getValue().length);
      for (long counter : row.getValue()) {
        out.writeLong(counter);
      }
    }
    out.writeInt(published.size());
    for (Map.Entry<PointKey, Published> point : published.entrySet()) {
      PointBytes.write(point.getKey().schema, out);
      PointBytes.writeTexts(point.getKey().tagValues, out);
      PointBytes.writeValues(point.getValue().fieldValues, out);
      out.writeLong(point.getValue().rev);
      out.writeBoolean(point.getValue().mature);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static WindowTable read(DataInput in) throws IOException {
    WindowTable table = new WindowTable();
    table.timer = in.readLong();
    int rows = in.readInt();
    for (int i = 0; i < rows; i++) {
      String name = in.readUTF();
      long[] row = new long[in.readShort()];
      for (int column = 0; column < row.length; column++) {
        row[column] = in.readLong();
      }
      table.rows.put(name, row);
    }
    int points = in.readInt();
    for (int i = 0; i < points; i++) {
      PointKey key = new PointKey(PointBytes.readSchema(in), PointBytes.readTexts(in));
      table.published.put(
          key, new Published(PointBytes.readValues(in), in.readLong(), in.readBoolean()));
    }
    return table;
  }
}
