package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;

/** One table as its publisher keeps it: its rows, and what of it has been published. */
public final class WindowTable implements TableRows {
  private static final int NONE = -1;

  private final CounterRows counters;
  private final Map<String, Integer> rowOfName = new HashMap<>();
  private final Long2LongHashMap rowOfNumber = new Long2LongHashMap(NONE);
  private String[] names = {};
  private long[] numbers = {};
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

  /** An empty table with rows of so many counters. */
  public WindowTable(int columns) {
    counters = new CounterRows(columns);
  }

  /** Adds to the rows. */
  public void add(TableDelta delta) {
    for (int i = 0; i < delta.rows(); i++) {
      counters.add(row(delta, i), delta.counters(), i * delta.columns());
    }
  }

  private int row(TableDelta delta, int index) {
    if (delta.names().length > 0) {
      return row(delta.names()[index]);
    }
    if (delta.numbers().length > 0) {
      return row(delta.numbers()[index]);
    }
    return counters.rows() == 0 ? counters.addRow() : 0;
  }

  private int row(String name) {
    Integer known = rowOfName.get(name);
    if (known != null) {
      return known;
    }
    int row = counters.addRow();
    if (row >= names.length) {
      names = Arrays.copyOf(names, Math.max(4, 2 * row));
    }
    names[row] = name;
    rowOfName.put(name, row);
    return row;
  }

  private int row(long number) {
    long known = rowOfNumber.get(number);
    if (known != NONE) {
      return (int) known;
    }
    int row = counters.addRow();
    if (row >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(4, 2 * row));
    }
    numbers[row] = number;
    rowOfNumber.put(number, row);
    return row;
  }

  @Override
  public int size() {
    return counters.rows();
  }

  @Override
  public String name(int row) {
    return rowOfName.isEmpty() ? Long.toString(number(row)) : names[row];
  }

  @Override
  public int rowOf(String name) {
    return rowOfName.getOrDefault(name, NO_ROW);
  }

  @Override
  public long number(int row) {
    return rowOfNumber.isEmpty() ? 0 : numbers[row];
  }

  @Override
  public long counter(int row, int column) {
    return counters.array()[counters.at(row) + column];
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
        this,
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
    WindowTable copy = new WindowTable(counters.columns());
    for (int row = 0; row < counters.rows(); row++) {
      copy.counters.add(copy.rowLike(this, row), counters.array(), counters.at(row));
    }
    copy.published.putAll(published);
    copy.timer = timer;
    return copy;
  }

  private int rowLike(WindowTable other, int row) {
    if (!other.rowOfName.isEmpty()) {
      return row(other.names[row]);
    }
    return other.rowOfNumber.isEmpty() ? counters.addRow() : row(other.numbers[row]);
  }

  /** Writes the table. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(timer);
    out.writeShort(counters.columns());
    out.writeInt(counters.rows());
    out.writeByte(!rowOfName.isEmpty() ? 2 : rowOfNumber.isEmpty() ? 0 : 1);
    for (int row = 0; row < counters.rows(); row++) {
      if (!rowOfName.isEmpty()) {
        out.writeUTF(names[row]);
      } else if (!rowOfNumber.isEmpty()) {
        out.writeLong(numbers[row]);
      }
      for (int column = 0; column < counters.columns(); column++) {
        out.writeLong(counter(row, column));
      }
    }
    out.writeInt(published.size());
    for (Map.Entry<PointKey, Published> point : published.entrySet()) {
      point.getKey().schema.write(out);
      PointBytes.writeTexts(point.getKey().tagValues, out);
      PointBytes.writeValues(point.getValue().fieldValues, out);
      out.writeLong(point.getValue().rev);
      out.writeBoolean(point.getValue().mature);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static WindowTable read(DataInput in) throws IOException {
    long timer = in.readLong();
    WindowTable table = new WindowTable(in.readShort());
    table.timer = timer;
    int rows = in.readInt();
    byte kind = in.readByte();
    long[] row = new long[table.counters.columns()];
    for (int i = 0; i < rows; i++) {
      int number =
          kind == 2
              ? table.row(in.readUTF())
              : kind == 1 ? table.row(in.readLong()) : table.counters.addRow();
      for (int column = 0; column < row.length; column++) {
        row[column] = in.readLong();
      }
      table.counters.add(number, row, 0);
    }
    int points = in.readInt();
    for (int i = 0; i < points; i++) {
      PointKey key = new PointKey(PointSchema.read(in), PointBytes.readTexts(in));
      table.published.put(
          key, new Published(PointBytes.readValues(in), in.readLong(), in.readBoolean()));
    }
    return table;
  }
}
