package io.shopfunnel.replayer.csv;

import io.shopfunnel.schema.MalformedEventException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads one row that was kept apart from its file. */
public final class SingleRow {
  private SingleRow() {}

  /**
   * @param raw the row's bytes
   * @param columns the names of its file's columns
   * @param source the file's name
   * @param number the row's number in the file
   * @throws MalformedEventException where it is no event
   */
  public static EventRecord read(byte[] raw, List<String> columns, String source, long number)
      throws MalformedEventException {
    Row row = new Row();
    try (RowReader reader = new RowReader(new ByteArrayInputStream(raw), 0)) {
      if (!reader.read(row)) {
        throw new MalformedEventException("", "the row is empty");
      }
      row.number = number;
      return new RowEncoder(Header.of(columns, source), source).encode(row, 0);
    } catch (InputMistake e) {
      throw new MalformedEventException("", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
