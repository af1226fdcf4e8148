package io.shopfunnel.replayer.csv;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A file of events, or standard input; its name is part of its events' identity. */
public final class CsvSource {
  private final String name;
  private final @Nullable Path file;
  private final long size;
  private final String fingerprint;
  private InputStream standardInput = InputStream.nullInputStream();
  private byte[] head = {};

  private CsvSource(String name, @Nullable Path file, long size, String fingerprint) {
    this.name = name;
    this.file = file;
    this.size = size;
    this.fingerprint = fingerprint;
  }

  /**
   * A file under its base name.
   *
   * @throws InputMistake where there is no such file, or it is empty or cannot be read
   */
  public static CsvSource ofFile(Path file) throws InputMistake {
    return ofFile(file, String.valueOf(file.getFileName()));
  }

  /**
   * A file under a name of its own.
   *
   * @param name the name that its events carry
   * @throws InputMistake where there is no such file, or it is empty or cannot be read
   */
  public static CsvSource ofFile(Path file, String name) throws InputMistake {
    if (!Files.exists(file)) {
      throw new InputMistake(file + ": there is no such file.");
    }
    if (Files.isDirectory(file)) {
      throw new InputMistake(file + " is a directory; name the .csv files in it.");
    }
    try {
      long size = Files.size(file);
      if (size == 0) {
        throw new InputMistake(file + " is empty; expected a header and rows.");
      }
      packing(file).check(file);
      return new CsvSource(name, file, size, Fingerprint.ofFile(file, size));
    } catch (ZipException e) {
      throw new InputMistake(file + " is not packed as its name says: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new InputMistake(file + " cannot be read: " + e.getMessage() + ".");
    }
  }

  /**
   * Standard input. It is known again by its first two lines.
   *
   * @param name the name that its events carry
   * @throws InputMistake where it is empty
   */
  public static CsvSource ofStandardInput(String name, InputStream in)
      throws InputMistake, IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    for (int lines = 0; lines < 2 && start.size() < RowReader.MOST_ROW_BYTES; ) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      start.write(b);
      lines += b == '\n' ? 1 : 0;
    }
    if (start.size() == 0) {
      throw new InputMistake("Standard input is empty; expected a header and rows.");
    }
    byte[] head = start.toByteArray();
    CsvSource source = new CsvSource(name, null, -1, Fingerprint.of(head));
    source.head = head;
    source.standardInput = new SequenceInputStream(new ByteArrayInputStream(head), in);
    return source;
  }

  /** The name that its events carry; a file's base name unless it was given another. */
  public String name() {
    return name;
  }

  private static Packing packing(Path file) {
    return Packing.of(String.valueOf(file.getFileName()));
  }

  /** How the source is called in sentences. */
  public String label() {
    return file == null ? "standard input" : file.toString();
  }

  /** The file's size in bytes as it lies on disk; -1 where it is not known. */
  public long size() {
    return size;
  }

  /** By which another source under the same name is told from this one. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Whether its rows can be read once more from the start. */
  public boolean repeatable() {
    return file != null;
  }

  /**
   * The first event's time in milliseconds since the epoch, or -1 where it holds no event. Standard
   * input is asked for its first row only.
   */
  public long firstEventTime() throws InputMistake, IOException {
    try (SourceReader reader = SourceReader.open(peek(), 0, name, SourcePosition.START)) {
      for (SourceRow row = reader.read(); row != null; row = reader.read()) {
        EventRecord event = row.event();
        if (event != null) {
          return event.eventTime();
        }
      }
      return -1;
    }
  }

  /**
   * Reads the header only.
   *
   * @throws InputMistake where it is no header of events, or the source cannot be unpacked
   */
  public void checkHeader() throws InputMistake, IOException {
    SourceReader.open(peek(), 0, name, SourcePosition.START).close();
  }

  /** A source of the same rows, which does not use up standard input. */
  private CsvSource peek() {
    if (file != null) {
      return this;
    }
    CsvSource start = new CsvSource(name, null, -1, fingerprint);
    start.standardInput = new ByteArrayInputStream(head);
    return start;
  }

  /** Opens it at a place; bytes that cannot be jumped over are read and dropped. */
  OpenSource open(SourcePosition from) throws IOException {
    if (file == null) {
      CountedStream counted = new CountedStream(standardInput, 0);
      counted.skipNBytes(from.offset());
      return new OpenSource(counted, counted);
    }
    Packing packing = packing(file);
    FileInputStream raw = new FileInputStream(file.toFile());
    if (packing == Packing.NONE) {
      raw.getChannel().position(from.offset());
      CountedStream counted = new CountedStream(raw, from.offset());
      return new OpenSource(counted, counted);
    }
    CountedStream counted = new CountedStream(raw, 0);
    InputStream unpacked = packing.unpack(counted);
    unpacked.skipNBytes(from.offset());
    return new OpenSource(unpacked, counted);
  }

  /**
   * A source that is being read.
   *
   * @param bytes the unpacked bytes
   * @param counted tells how much of the file was read
   */
  record OpenSource(InputStream bytes, CountedStream counted) {}
}
