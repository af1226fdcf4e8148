package io.shopfunnel.replayer.csv;

import io.shopfunnel.schema.EventField;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.MalformedEventException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells whether a row's fields already are what stands on the wire, byte for byte. It never judges
 * a row: one that it does not take may be right or wrong.
 */
final class CanonicalRow {
  private static final int TIME_LENGTH = 23;
  private static final int DAY_LENGTH = 11;
  private static final int SAFE_DIGITS = 18;
  private static final byte[] UTC = " UTC".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VIEW = "view".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CART = "cart".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PURCHASE = "purchase".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REMOVE = "remove_from_cart".getBytes(StandardCharsets.US_ASCII);

  private static final int[] INTEGERS = {
    EventField.PRODUCT_ID.ordinal(), EventField.CATEGORY_ID.ordinal(), EventField.USER_ID.ordinal()
  };
  private static final int[] TEXTS = {
    EventField.CATEGORY_CODE.ordinal(),
    EventField.BRAND.ordinal(),
    EventField.USER_SESSION.ordinal()
  };

  private final int[] from = new int[EventField.values().length];
  private final int[] to = new int[EventField.values().length];

  /** The day of the row before, mostly this row's too, and its midnight. */
  private final byte[] day = new byte[DAY_LENGTH];

  private long midnight;
  private long eventTime;

  /** True where the row's fields may be copied as they are. */
  boolean take(Row row, int[] columns) {
    for (int field = 0; field < columns.length; field++) {
      from[field] = row.from[columns[field]];
      to[field] = row.to[columns[field]];
    }
    byte[] bytes = row.texts;
    if (!takeTime(bytes, from[0], to[0]) || !isType(bytes, from[1], to[1])) {
      return false;
    }
    for (int field : INTEGERS) {
      if (!isInteger(bytes, from[field], to[field])) {
        return false;
      }
    }
    for (int field : TEXTS) {
      if (!isPlain(bytes, from[field], to[field])) {
        return false;
      }
    }
    int price = EventField.PRICE.ordinal();
    return isPrice(bytes, from[price], to[price]);
  }

  /** The event time alone, or -1 where it does not stand as it does on the wire. */
  long time(Row row, int[] columns) {
    int column = columns[EventField.EVENT_TIME.ordinal()];
    return takeTime(row.texts, row.from[column], row.to[column]) ? eventTime : -1;
  }

  int[] from() {
    return from;
  }

  int[] to() {
    return to;
  }

  long eventTime() {
    return eventTime;
  }

  byte[] user(byte[] bytes) {
    int field = EventField.USER_ID.ordinal();
    return Arrays.copyOfRange(bytes, from[field], to[field]);
  }

  private boolean takeTime(byte[] bytes, int start, int end) {
    if (end - start != TIME_LENGTH || !Arrays.equals(bytes, start + 19, end, UTC, 0, UTC.length)) {
      return false;
    }
    if (!Arrays.equals(bytes, start, start + DAY_LENGTH, day, 0, DAY_LENGTH)
        && !takeDay(bytes, start)) {
      return false;
    }
    int hour = twoDigits(bytes, start + 11);
    int minute = twoDigits(bytes, start + 14);
    int second = twoDigits(bytes, start + 17);
    boolean separated = bytes[start + 13] == ':' && bytes[start + 16] == ':';
    if (!separated || (hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
      return false;
    }
    eventTime = midnight + ((hour * 60 + minute) * 60 + second) * 1000L;
    return true;
  }

  private boolean takeDay(byte[] bytes, int start) {
    String text = new String(bytes, start, DAY_LENGTH, StandardCharsets.US_ASCII) + "00:00:00 UTC";
    try {
      midnight = EventTime.parse(text);
    } catch (MalformedEventException e) {
      return false;
    }
    System.arraycopy(bytes, start, day, 0, DAY_LENGTH);
    return true;
  }

  private static int twoDigits(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private static boolean isType(byte[] bytes, int start, int end) {
    byte[] expected =
        switch (end > start ? bytes[start] : 0) {
          case 'v' -> VIEW;
          case 'c' -> CART;
          case 'p' -> PURCHASE;
          default -> REMOVE;
        };
    return Arrays.equals(bytes, start, end, expected, 0, expected.length);
  }

  private static boolean isInteger(byte[] bytes, int start, int end) {
    int digits = end - start;
    if (digits > SAFE_DIGITS && !(digits == SAFE_DIGITS + 1 && bytes[start] < '9')) {
      return false;
    }
    return digits > 0 && areDigits(bytes, start, end) && (digits == 1 || bytes[start] != '0');
  }

  /** Nothing, or digits, a point and two digits. */
  private static boolean isPrice(byte[] bytes, int start, int end) {
    if (start == end) {
      return true;
    }
    int point = end - 3;
    int units = point - start;
    return units > 0
        && units <= 14
        && bytes[point] == '.'
        && areDigits(bytes, start, point)
        && areDigits(bytes, point + 1, end)
        && (units == 1 || bytes[start] != '0');
  }

  private static boolean areDigits(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** True where every byte is printable ASCII that JSON writes as it is. */
  static boolean isPlain(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b < ' ' || b == '"' || b == '\\' || b > '~') {
        return false;
      }
    }
    return true;
  }
}
