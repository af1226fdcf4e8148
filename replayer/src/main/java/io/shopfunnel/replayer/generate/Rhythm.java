package io.shopfunnel.replayer.generate;

/** How busy the shop is at each minute: by the hour, the day of the week, and the day. */
final class Rhythm {
  private static final int MINUTES_PER_DAY = 1440;
  private static final double NOISE = 0.3;

  private final ShopProfile shop;
  private final double[] weights;
  private final double[] after;

  /**
   * @param firstDay days since the epoch
   */
  Rhythm(ShopProfile shop, long firstDay, int days, Dice dice) {
    this.shop = shop;
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

  private double busy(long firstDay, int minute) {
    long day = firstDay + minute / MINUTES_PER_DAY;
    int ofDay = minute % MINUTES_PER_DAY;
    int hour = ofDay / 60;
    double part = ofDay % 60 / 60.0;
    double[] byHour = shop.busyByHour();
    double hours = byHour[hour] * (1 - part) + byHour[(hour + 1) % byHour.length] * part;
    // Day 0 of the epoch was a Thursday.
    return hours * shop.busyByWeekday()[(int) Math.floorMod(day + 3, 7L)];
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
