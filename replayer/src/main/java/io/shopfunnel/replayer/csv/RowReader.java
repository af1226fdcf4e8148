package io.shopfunnel.replayer.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into rows and fields. Rows without quotes, which is what the shop writes,
 * are found in one pass over the bytes; quoted ones go through {@link QuotedRow}. A quote that is
 * never closed spoils its own line only.
 */
final class RowReader implements Closeable {
  static final int MOST_ROW_BYTES = 512 * 1024;

  private static final int BUFFER_BYTES = 1 << 18;
  private static final byte LAST_SPECIAL = ',';

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long bufferOffset;
  private boolean ended;

  /** Scratch of the scan: the row's length without its line end, and what was met in it. */
  private int lineLength;

  private boolean lineEnded;
  private boolean quoteMet;
  private final int[] commas = new int[Row.MOST_FIELDS];
  private int commaCount;
  private int signs;

  /**
   * @param offset the place of the stream's first byte in the unpacked source
   */
  RowReader(InputStream in, long offset) {
    this.in = in;
    bufferOffset = offset;
  }

  /** The place of the next row's first byte in the unpacked source. */
  long offset() {
    return bufferOffset + position;
  }

  /** Passes over the mark with which some programs begin a file in UTF-8. */
  void skipByteOrderMark() throws IOException {
    if (has(3) && at(0) == (byte) 0xEF && at(1) == (byte) 0xBB && at(2) == (byte) 0xBF) {
      position += 3;
    }
  }

  /** Reads the next row that is not empty; false at the end. The row's number is left alone. */
  boolean read(Row row) throws IOException {
    do {
      if (!scanLine()) {
        return false;
      }
      if (lineLength > 0) {
        fill(row);
      }
      position += lineLength + (lineEnded ? 1 : 0);
    } while (isBlank(row));
    return true;
  }

  private boolean isBlank(Row row) {
    return lineLength == 0 || (row.rawTo == row.rawFrom && row.flaw == null);
  }

  private void fill(Row row) throws IOException {
    row.flaw = null;
    if (quoteMet && QuotedRow.read(this, row)) {
      return;
    }
    int end = position + lineLength;
    row.raw = buffer;
    row.texts = buffer;
    row.rawFrom = position;
    row.rawTo = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
    row.ascii = signs >= 0;
    row.fields = commaCount + 1;
    int start = position;
    for (int i = 0; i < Math.min(commaCount, Row.MOST_FIELDS - 1); i++) {
      row.from[i] = start;
      row.to[i] = position + commas[i];
      start = row.to[i] + 1;
    }
    int last = Math.min(commaCount, Row.MOST_FIELDS - 1);
    row.from[last] = start;
    row.to[last] = row.rawTo;
    if (!lineEnded && lineLength >= MOST_ROW_BYTES) {
      row.flaw = "the row is longer than 512 KiB; it is cut, and its rest is taken for a row";
    } else if (quoteMet) {
      row.flaw = "a quote is opened and not closed";
    }
  }

  /** Finds the end of the line that begins at {@link #position}; false at the stream's end. */
  private boolean scanLine() throws IOException {
    int at = 0;
    commaCount = 0;
    signs = 0;
    quoteMet = false;
    lineEnded = false;
    while (true) {
      at = scanBuffered(at);
      lineLength = at;
      if (lineEnded || at >= MOST_ROW_BYTES) {
        return true;
      }
      if (!more()) {
        return at > 0;
      }
    }
  }

  /** Scans what is in the buffer, from a place relative to the row's start. */
  private int scanBuffered(int from) {
    byte[] bytes = buffer;
    int start = position;
    int end = Math.min(limit, start + MOST_ROW_BYTES);
    int seen = 0;
    for (int i = start + from; i < end; i++) {
      byte b = bytes[i];
      seen |= b;
      if (b > LAST_SPECIAL) {
        continue;
      }
      if (b == ',') {
        if (commaCount < Row.MOST_FIELDS) {
          commas[commaCount] = i - start;
        }
        commaCount++;
      } else if (b == '\n') {
        signs |= seen;
        lineEnded = true;
        return i - start;
      } else if (b == '"' && opensField(start, i)) {
        quoteMet = true;
      }
    }
    signs |= seen;
    return end - start;
  }

  private boolean opensField(int rowStart, int at) {
    return at == rowStart || buffer[at - 1] == ',';
  }

  /** Makes sure that so many bytes from the row's start are there; false where the stream ends. */
  boolean has(int bytes) throws IOException {
    while (limit - position < bytes) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  byte at(int fromRowStart) {
    return buffer[position + fromRowStart];
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(buffer, position + from, position + to);
  }

  /** A quoted row may hold line ends: it is longer than the line that was found first. */
  void rowEndsAt(int length, boolean withLineEnd) {
    lineLength = length;
    lineEnded = withLineEnd;
  }

  /** Reads more; what is left of the row moves to the buffer's start where room is needed. */
  private boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (limit == buffer.length) {
      if (position > 0) {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        bufferOffset += position;
        limit -= position;
        position = 0;
      } else {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    ended = read < 0;
    limit += Math.max(0, read);
    return !ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
