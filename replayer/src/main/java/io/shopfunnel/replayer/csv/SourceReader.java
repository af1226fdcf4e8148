package io.shopfunnel.replayer.csv;

import com.github.luben.zstd.ZstdIOException;
import io.shopfunnel.schema.MalformedEventException;
import java.io.Closeable;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one source, from a place on, as events or bad rows. */
public final class SourceReader implements Closeable {
  private final CsvSource source;
  private final int index;
  private final CsvSource.OpenSource open;
  private final RowReader rows;
  private final Header header;
  private final RowEncoder encoder;
  private final Row row = new Row();
  private long number;
  private long lastTime;
  private long shift;
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;

  private SourceReader(
      CsvSource source,
      int index,
      CsvSource.OpenSource open,
      RowReader rows,
      Header header,
      String name) {
    this.source = source;
    this.index = index;
    this.open = open;
    this.rows = rows;
    this.header = header;
    this.encoder = new RowEncoder(header, name);
  }

  /**
   * Opens a source and reads its header.
   *
   * @param index the source's place in the list of sources
   * @param name the name that its events carry
   * @param from where to go on reading
   * @throws InputMistake where it cannot be unpacked, or its first line is no header of events
   */
  public static SourceReader open(CsvSource source, int index, String name, SourcePosition from)
      throws InputMistake, IOException {
    try {
      CsvSource.OpenSource head = source.open(SourcePosition.START);
      RowReader rows = new RowReader(head.bytes(), 0);
      Header header = header(rows, source);
      if (from.offset() == 0) {
        return new SourceReader(source, index, head, rows, header, name);
      }
      if (!source.repeatable()) {
        SourceReader reader = new SourceReader(source, index, head, rows, header, name);
        reader.goOn(from);
        return reader;
      }
      rows.close();
      CsvSource.OpenSource rest = source.open(from);
      RowReader later = new RowReader(rest.bytes(), from.offset());
      SourceReader reader = new SourceReader(source, index, rest, later, header, name);
      reader.number = from.row();
      return reader;
    } catch (ZipException | ZstdIOException e) {
      throw new InputMistake(
          source.label() + " is not packed as its name says: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new InputMistake(source.label() + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /** Reads on in a stream that cannot be opened again, up to where it is wanted. */
  private void goOn(SourcePosition from) throws IOException {
    while (rows.offset() < from.offset() && rows.read(row)) {
      number++;
    }
  }

  private static Header header(RowReader rows, CsvSource source) throws InputMistake, IOException {
    Row first = new Row();
    rows.skipByteOrderMark();
    if (!rows.read(first)) {
      throw new InputMistake(source.label() + " is empty; expected a header and rows.");
    }
    Packing packing = Packing.ofBytes(first.rawCopy());
    if (packing != Packing.NONE) {
      throw new InputMistake(
          "%s is packed: unpack it, or give it as a file whose name ends in .csv%s."
              .formatted(source.label(), packing.suffix()));
    }
    return Header.of(first, source.label());
  }

  /** Event times are moved by so many milliseconds, a whole number of seconds. */
  public void shiftBy(long millis) {
    shift = millis;
  }

  /**
   * Rows before and after these times are only counted where their time can be told at a glance;
   * nothing else in them is looked at.
   *
   * @param first the first time that is asked for, in the file's own time
   * @param end the first time after it that is not
   */
  public void only(long first, long end) {
    from = first;
    to = end;
    if (number > 0 && first != Long.MIN_VALUE) {
      // Whoever goes on has come this far: a bad row right here is no longer before it.
      lastTime = first + shift;
    }
  }

  /**
   * The next row, or null at the end.
   *
   * @throws IOException where the source cannot be read further, for example cut off in its packing
   */
  public @Nullable SourceRow read() throws IOException {
    if (!rows.read(row)) {
      return null;
    }
    row.number = ++number;
    long time = from == Long.MIN_VALUE && to == Long.MAX_VALUE ? -1 : encoder.timeAtAGlance(row);
    if (time >= 0 && (time < from || time >= to)) {
      lastTime = time + shift;
      return new SourceRow(index, number, lastTime, null, null);
    }
    try {
      EventRecord event = encoder.encode(row, shift);
      lastTime = event.eventTime();
      return new SourceRow(index, number, lastTime, event, null);
    } catch (MalformedEventException e) {
      return new SourceRow(index, number, lastTime, null, bad(e));
    }
  }

  private BadRow bad(MalformedEventException e) {
    return new BadRow(
        source.name(), number, e.field(), e.reason(), row.rawCopy(), header.names(), lastTime);
  }

  /** The place after the last row that was read. */
  public SourcePosition position() {
    return new SourcePosition(rows.offset(), number);
  }

  /** How many bytes of the file, as it lies on disk, were read. */
  public long bytesRead() {
    return open.counted().count();
  }

  /** The source that is read. */
  public CsvSource source() {
    return source;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
