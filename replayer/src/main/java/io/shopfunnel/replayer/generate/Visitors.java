package io.shopfunnel.replayer.generate;

/** The people who may come: a few very often, most once, some inclined to buy. */
final class Visitors {
  private static final int LEAST = 40;
  private static final int DAYS_OF_MONTH = 31;
  private static final long FIRST_ID = 512_000_000L;
  private static final int ID_STEP = 13;
  private static final int KEEN_PERCENT = 500;
  private static final int WARM_PERCENT = 140;
  private static final int COOL_PERCENT = 40;
  private static final int PASSERS_BY = 10;
  private static final int SIZE = 1 << 14;

  private final ShopProfile shop;
  private final int count;
  private final double[] ranks = new double[SIZE + 1];

  /**
   * The visitors of a shop of a size. A day of it has as many to draw from as a month: that few
   * come twice a day, and many twice a month, follows from it.
   *
   * @param events how many rows so many days have
   */
  Visitors(ShopProfile shop, long events, int days) {
    this.shop = shop;
    double ofMonth = (double) events * DAYS_OF_MONTH / days;
    count = (int) Math.max(LEAST, Math.min(1 << 26, ofMonth / shop.eventsPerVisitor()));
    // The inverse of a power law's distribution, at even steps.
    double offset = shop.frequentVisitors();
    double power = 1 - shop.visitorExponent();
    double low = StrictMath.pow(offset, power);
    double high = StrictMath.pow(1 + offset, power);
    for (int i = 0; i <= SIZE; i++) {
      ranks[i] = StrictMath.pow(low + (high - low) * i / SIZE, 1 / power) - offset;
    }
  }

  /** Draws a visitor; of those who come again, the ones with low numbers come most often. */
  int draw(Dice dice) {
    if (dice.perMillion(shop.passersBy())) {
      return count + dice.below(PASSERS_BY * count);
    }
    double at = dice.unit() * SIZE;
    int step = (int) at;
    double rank = ranks[step] + (at - step) * (ranks[step + 1] - ranks[step]);
    return (int) Math.min(count - 1, Math.max(0, count * rank));
  }

  boolean passesBy(int visitor) {
    return visitor >= count;
  }

  static long id(int visitor) {
    return FIRST_ID + (long) visitor * ID_STEP + Long.remainderUnsigned(Dice.mix(visitor), ID_STEP);
  }

  /** How much more often than the average visitor this one buys, in percent. */
  static int inclination(int visitor) {
    int kind = (int) (Dice.mix(visitor ^ FIRST_ID) & 15);
    if (kind == 0) {
      return KEEN_PERCENT;
    }
    return kind <= 5 ? WARM_PERCENT : COOL_PERCENT;
  }
}
