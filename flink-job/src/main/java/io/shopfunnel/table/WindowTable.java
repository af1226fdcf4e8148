package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One table as its publisher keeps it: its rows, and what of it has been published. */
public final class WindowTable implements TableRows {
  private static final RowKey[] KINDS = RowKey.values();

  private final CounterRows counters;
  private final RowKeys keys;
  private final PublishedPoints published;

  /** The next watermark at which the table has something to do; kept by its publisher. */
  private long timer = Long.MAX_VALUE;

  /** An empty table with rows of so many counters. */
  public WindowTable(int columns) {
    this(new CounterRows(columns), new RowKeys(), new PublishedPoints());
  }

  private WindowTable(CounterRows counters, RowKeys keys, PublishedPoints published) {
    this.counters = counters;
    this.keys = keys;
    this.published = published;
  }

  /** Adds to the rows. */
  public void add(TableDelta delta) {
    for (int i = 0; i < delta.rows(); i++) {
      counters.add(row(delta, i), delta.counters(), i * delta.columns());
    }
  }

  private int row(TableDelta delta, int index) {
    if (delta.names().length > 0) {
      return atLeast(keys.row(delta.names()[index]));
    }
    return atLeast(delta.numbers().length > 0 ? keys.row(delta.numbers()[index]) : 0);
  }

  /** The row, which is added where it is the next one. */
  private int atLeast(int row) {
    return row == counters.rows() ? counters.addRow() : row;
  }

  @Override
  public int size() {
    return counters.rows();
  }

  @Override
  public String name(int row) {
    return keys.kind() == RowKey.TEXT ? keys.name(row) : Long.toString(number(row));
  }

  @Override
  public int rowOf(String name) {
    return keys.rowOf(name);
  }

  @Override
  public long number(int row) {
    return keys.kind() == RowKey.NUMBER ? keys.number(row) : 0;
  }

  @Override
  public long counter(int row, int column) {
    return counters.array()[counters.at(row) + column];
  }

  /** What of it stands in the database. */
  PublishedPoints published() {
    return published;
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
    WindowTable copy = new WindowTable(counters.copy(), keys.copy(), published.copy());
    copy.timer = timer;
    return copy;
  }

  /** Writes the table. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(timer);
    VarLong.write(counters.columns(), out);
    VarLong.write(counters.rows(), out);
    out.writeByte(keys.kind().ordinal());
    for (int row = 0; row < counters.rows(); row++) {
      switch (keys.kind()) {
        case TEXT -> out.writeUTF(keys.name(row));
        case NUMBER -> VarLong.write(keys.number(row), out);
        case SINGLE -> {}
      }
      for (int column = 0; column < counters.columns(); column++) {
        VarLong.write(counter(row, column), out);
      }
    }
    published.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static WindowTable read(DataInput in) throws IOException {
    long timer = in.readLong();
    CounterRows counters = new CounterRows((int) VarLong.read(in));
    RowKeys keys = new RowKeys();
    int rows = (int) VarLong.read(in);
    RowKey kind = KINDS[in.readByte()];
    for (int row = 0; row < rows; row++) {
      switch (kind) {
        case TEXT -> keys.row(in.readUTF());
        case NUMBER -> keys.row(VarLong.read(in));
        case SINGLE -> {}
      }
      int at = counters.at(counters.addRow());
      for (int column = 0; column < counters.columns(); column++) {
        counters.array()[at + column] = VarLong.read(in);
      }
    }
    WindowTable table = new WindowTable(counters, keys, PublishedPoints.read(in));
    table.timer = timer;
    return table;
  }
}
