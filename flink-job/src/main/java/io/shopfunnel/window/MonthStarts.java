package io.shopfunnel.window;

import java.time.LocalDate;

/** The first day of each month, looked up by day, because each event asks for its month. */
final class MonthStarts {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate END = LocalDate.of(2201, 1, 1);

  /** For each day since the epoch, how many days it is after the first of its month. */
  private static final byte[] DAYS_INTO_MONTH = daysIntoMonth();

  private MonthStarts() {}

  private static byte[] daysIntoMonth() {
    byte[] days = new byte[(int) (END.toEpochDay() - FIRST.toEpochDay())];
    LocalDate date = FIRST;
    for (int day = 0; day < days.length; day++) {
      days[day] = (byte) (date.getDayOfMonth() - 1);
      date = date.plusDays(1);
    }
    return days;
  }

  /** The first day of the month of a day; both counted from the epoch. */
  static long ofDay(long epochDay) {
    return epochDay >= 0 && epochDay < DAYS_INTO_MONTH.length
        ? epochDay - DAYS_INTO_MONTH[(int) epochDay]
        : LocalDate.ofEpochDay(epochDay).withDayOfMonth(1).toEpochDay();
  }

  /** The first day of the month after that of a day; both counted from the epoch. */
  static long afterDay(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).withDayOfMonth(1).plusMonths(1).toEpochDay();
  }
}
