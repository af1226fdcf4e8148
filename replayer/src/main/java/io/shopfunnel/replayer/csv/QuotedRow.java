package io.shopfunnel.replayer.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads a row in which a field is quoted, as RFC 4180 has it; it may hold commas and line ends. */
final class QuotedRow {
  private final RowReader reader;
  private final Row row;
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private int at;
  private int fieldStart;
  private int field;

  private QuotedRow(RowReader reader, Row row) {
    this.reader = reader;
    this.row = row;
  }

  /** Fills the row; false where it does not end within the longest row that is read. */
  static boolean read(RowReader reader, Row row) throws IOException {
    return new QuotedRow(reader, row).fill();
  }

  private boolean fill() throws IOException {
    boolean ended = false;
    while (!ended) {
      if (here('"') && !quoted()) {
        return false;
      }
      if (!plain()) {
        return false;
      }
      endField();
      ended = !here(',');
      at += ended ? 0 : 1;
    }
    boolean lineEnd = here('\n');
    row.raw = reader.copy(0, at);
    row.rawFrom = 0;
    row.rawTo = at > 0 && row.raw[at - 1] == '\r' ? at - 1 : at;
    row.texts = texts.toByteArray();
    row.fields = field;
    row.ascii = isAscii(row.raw);
    reader.rowEndsAt(at, lineEnd);
    return true;
  }

  private boolean here(char expected) throws IOException {
    return reader.has(at + 1) && reader.at(at) == expected;
  }

  /** The text between quotes, in which a doubled quote stands for one. */
  private boolean quoted() throws IOException {
    at++;
    while (at < RowReader.MOST_ROW_BYTES && reader.has(at + 1)) {
      byte b = reader.at(at++);
      if (b != '"') {
        texts.write(b);
      } else if (here('"')) {
        texts.write(b);
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  /** What stands outside quotes, up to the field's end. */
  private boolean plain() throws IOException {
    while (reader.has(at + 1)) {
      if (at >= RowReader.MOST_ROW_BYTES) {
        return false;
      }
      byte b = reader.at(at);
      boolean lineEnd = b == '\n' || (b == '\r' && reader.has(at + 2) && reader.at(at + 1) == '\n');
      if (lineEnd && b == '\r') {
        at++;
      }
      if (lineEnd || b == ',') {
        return true;
      }
      texts.write(b);
      at++;
    }
    return true;
  }

  private void endField() {
    if (field < Row.MOST_FIELDS) {
      row.from[field] = fieldStart;
      row.to[field] = texts.size();
    }
    field++;
    fieldStart = texts.size();
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
