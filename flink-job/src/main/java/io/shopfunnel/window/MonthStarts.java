package io.shopfunnel.window;

import java.time.LocalDate;

/** Where each month begins and ends, looked up by day, because each event asks for its month. */
final class MonthStarts {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate END = LocalDate.of(2201, 1, 1);

  /** For each day since the epoch, the first of its month, and the first of the next one. */
  private static final int[] FIRST_OF_MONTH = new int[(int) END.toEpochDay()];

  private static final int[] FIRST_OF_NEXT = new int[(int) END.toEpochDay()];

  static {
    for (LocalDate month = FIRST; month.isBefore(END); month = month.plusMonths(1)) {
      int first = (int) month.toEpochDay();
      int next = (int) month.plusMonths(1).toEpochDay();
      for (int day = first; day < next; day++) {
        FIRST_OF_MONTH[day] = first;
        FIRST_OF_NEXT[day] = next;
      }
    }
  }

  private MonthStarts() {}

  private static boolean isKnown(long epochDay) {
    return epochDay >= 0 && epochDay < FIRST_OF_MONTH.length;
  }

  /** The first day of the month of a day; both counted from the epoch. */
  static long ofDay(long epochDay) {
    return isKnown(epochDay)
        ? FIRST_OF_MONTH[(int) epochDay]
        : LocalDate.ofEpochDay(epochDay).withDayOfMonth(1).toEpochDay();
  }

  /** The first day of the month after that of a day; both counted from the epoch. */
  static long afterDay(long epochDay) {
    return isKnown(epochDay)
        ? FIRST_OF_NEXT[(int) epochDay]
        : LocalDate.ofEpochDay(epochDay).withDayOfMonth(1).plusMonths(1).toEpochDay();
  }
}
