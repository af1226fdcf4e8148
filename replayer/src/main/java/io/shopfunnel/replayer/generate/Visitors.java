package io.shopfunnel.replayer.generate;

/** The people who may come: some often, some once, some inclined to buy and to come back. */
final class Visitors {
  private static final int LEAST = 40;
  private static final int EVENTS_PER_VISITOR = 13;
  private static final long FIRST_ID = 512_000_000L;
  private static final int ID_STEP = 13;
  private static final int KEEN_PERCENT = 500;
  private static final int WARM_PERCENT = 140;
  private static final int COOL_PERCENT = 40;

  private final int count;

  Visitors(long events) {
    count = (int) Math.max(LEAST, events / EVENTS_PER_VISITOR);
  }

  /** Draws a visitor; those with low numbers come most often. */
  int draw(Dice dice) {
    double unit = dice.unit();
    return (int) (count * unit * StrictMath.sqrt(unit));
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
