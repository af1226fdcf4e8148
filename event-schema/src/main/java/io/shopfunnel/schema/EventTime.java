package io.shopfunnel.schema;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The event time's text, {@code 2019-12-01 00:00:00 UTC}, and also {@code 2019-12-01T00:00:00Z}.
 * Years 2000 to 2199: what lies outside, such as a clock that was never set, is no event's time.
 */
public final class EventTime {
  private static final String FIELD = "event_time";
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_END = 19;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2199;

  private static final long FIRST = startOf(FIRST_YEAR);

  /** The first millisecond after the last year. */
  private static final long END = startOf(LAST_YEAR + 1);

  private EventTime() {}

  private static long startOf(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /**
   * Whether a time is one that an event may have.
   *
   * @param epochMillis milliseconds since the epoch
   */
  public static boolean isInRange(long epochMillis) {
    return epochMillis >= FIRST && epochMillis < END;
  }

  /**
   * Reads an event time.
   *
   * @return milliseconds since the epoch
   * @throws MalformedEventException where the text is no time in one of the two forms, or lies
   *     outside the years 2000 to 2199
   */
  public static long parse(String text) throws MalformedEventException {
    boolean spaced = text.length() == 23 && text.charAt(10) == ' ' && text.endsWith(" UTC");
    boolean iso = text.length() == 20 && text.charAt(10) == 'T' && text.endsWith("Z");
    if (!spaced && !iso) {
      throw wrong(text);
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, DATE_LENGTH);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, SECONDS_END);
    boolean separated =
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':';
    if (!separated || hour > 23 || minute > 59 || second > 59) {
      throw wrong(text);
    }
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new MalformedEventException(
          FIELD, "'%s' is not of the years %d to %d".formatted(text, FIRST_YEAR, LAST_YEAR));
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return (((days * 24 + hour) * 60 + minute) * 60 + second) * MILLIS_PER_SECOND;
    } catch (DateTimeException noSuchDay) {
      throw wrong(text);
    }
  }

  /** Writes an event time as the shop's files do; fractions of a second are cut off. */
  public static String format(long epochMillis) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(epochMillis, MILLIS_PER_SECOND), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(23).append(time.toLocalDate()).append(' ');
    appendTwoDigits(text, time.getHour()).append(':');
    appendTwoDigits(text, time.getMinute()).append(':');
    return appendTwoDigits(text, time.getSecond()).append(" UTC").toString();
  }

  private static StringBuilder appendTwoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static int number(String text, int from, int to) throws MalformedEventException {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw wrong(text);
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static MalformedEventException wrong(String text) {
    return new MalformedEventException(
        FIELD, "'" + Quoted.shortened(text) + "' is no time like '2019-12-01 00:00:00 UTC'");
  }
}
