package io.shopfunnel.replayer.generate;

import io.shopfunnel.schema.EventField;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes rows as bytes, put together from pieces that were written out once. */
final class RowWriter {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int MOST_ROW_BYTES = 1 << 10;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int UUID_AND_LINE_END = 37;
  private static final byte[][] TYPES = types();

  private final OutputStream out;
  private final long periodStart;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] timeText;
  private int timeWritten = -1;
  private long day;
  private int length;
  private long rows;

  /**
   * @param periodStart seconds since the epoch to which the events' times are relative
   */
  RowWriter(OutputStream out, long periodStart) {
    this.out = out;
    this.periodStart = periodStart;
    this.timeText = ascii(EventTime.format(periodStart * 1000) + ",");
  }

  private static byte[][] types() {
    return Arrays.stream(EventType.values())
        .map(type -> ascii(type.wireName() + ","))
        .toArray(byte[][]::new);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void writeHeader() {
    String names =
        Arrays.stream(EventField.values())
            .map(EventField::wireName)
            .collect(Collectors.joining(",", "", "\n"));
    append(ascii(names), 0, names.length());
  }

  void write(
      int time, int type, Product product, byte[] tail, int tailStart, boolean withoutSession) {
    if (length > BUFFER_BYTES - MOST_ROW_BYTES) {
      flush();
    }
    if (time != timeWritten) {
      writeTime(time);
    }
    append(timeText, 0, timeText.length);
    append(TYPES[type], 0, TYPES[type].length);
    byte[] middle = product.fields(day);
    append(middle, 0, middle.length);
    if (withoutSession) {
      append(tail, tailStart, tail.length - UUID_AND_LINE_END - tailStart);
      buffer[length++] = '\n';
    } else {
      append(tail, tailStart, tail.length - tailStart);
    }
    rows++;
  }

  private void writeTime(int time) {
    long seconds = periodStart + time;
    boolean sameDay =
        timeWritten >= 0
            && (periodStart + timeWritten) / SECONDS_PER_DAY == seconds / SECONDS_PER_DAY;
    if (sameDay) {
      int ofDay = (int) (seconds % SECONDS_PER_DAY);
      twoDigits(ofDay / 3600, 11);
      twoDigits(ofDay / 60 % 60, 14);
      twoDigits(ofDay % 60, 17);
    } else {
      byte[] whole = ascii(EventTime.format(seconds * 1000));
      System.arraycopy(whole, 0, timeText, 0, whole.length);
      day = seconds / SECONDS_PER_DAY;
    }
    timeWritten = time;
  }

  private void twoDigits(int number, int at) {
    timeText[at] = (byte) ('0' + number / 10);
    timeText[at + 1] = (byte) ('0' + number % 10);
  }

  private void append(byte[] bytes, int from, int count) {
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
  }

  void flush() {
    try {
      out.write(buffer, 0, length);
      length = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long rows() {
    return rows;
  }
}
