package io.shopfunnel.replayer.generate;

/** How busy the shop is at each minute: by the hour, the day of the week, and the day. */
final class Rhythm {
  private static final int MINUTES_PER_DAY = 1440;
  private static final double NOISE = 0.3;

  /** By the hour of the day in UTC; the visitors live three to five hours east of it. */
  private static final double[] HOURS = {
    12, 13, 22, 40, 55, 64, 70, 74, 78, 80, 80, 81, 84, 88, 94, 100, 99, 92, 78, 57, 36, 22, 15, 12
  };

  /** From Monday to Sunday. */
  private static final double[] WEEKDAYS = {1.02, 1.03, 1.01, 0.99, 0.98, 0.99, 1.03};

  private final double[] weights;
  private final double[] after;

  /**
   * @param firstDay days since the epoch
   */
  Rhythm(long firstDay, int days, Dice dice) {
    weights = new double[days * MINUTES_PER_DAY];
    double dayNoise = 1;
    for (int minute = 0; minute < weights.length; minute++) {
      if (minute % MINUTES_PER_DAY == 0) {
        dayNoise = 1 + NOISE * (dice.unit() - 0.5);
      }
      weights[minute] = busy(firstDay, minute) * dayNoise * (1 + NOISE * (dice.unit() - 0.5));
    }
    after = new double[weights.length + 1];
    for (int minute = weights.length - 1; minute >= 0; minute--) {
      after[minute] = after[minute + 1] + weights[minute];
    }
  }

  private static double busy(long firstDay, int minute) {
    long day = firstDay + minute / MINUTES_PER_DAY;
    int ofDay = minute % MINUTES_PER_DAY;
    int hour = ofDay / 60;
    double part = ofDay % 60 / 60.0;
    double hours = HOURS[hour] * (1 - part) + HOURS[(hour + 1) % HOURS.length] * part;
    // Day 0 of the epoch was a Thursday.
    return hours * WEEKDAYS[(int) Math.floorMod(day + 3, 7L)];
  }

  int seconds() {
    return weights.length * 60;
  }

  /** Which share of all that is still to come falls into this second. */
  double shareOfRest(int second) {
    int minute = second / 60;
    int ofMinute = second % 60;
    double perSecond = weights[minute] / 60;
    double rest = after[minute + 1] + perSecond * (60 - ofMinute);
    return perSecond / rest;
  }
}
