package io.shopfunnel.bench.scale;

/**
 * The most points that an hour of event time can bring, by the contract of docs/semantics.md: its
 * dimensions are bounded, so events beyond some rate make no more points.
 */
final class PointBound {
  private static final int TYPES = 4;
  private static final int CATEGORIES = 14;
  private static final int BANDS = 7;
  private static final int BRANDS = 21;
  private static final int BUCKETS = 15;
  private static final int TOP_ROWS = 3 * 4 * 10;

  private static final int SESSION_FUNNELS = 3;
  private static final int FUNNELS = 5;

  /** Orders, active users and accounts; carts too, by the hour and by the day. */
  private static final int SINGLES = 3;

  /** The first publication of a window, and one every ten minutes for an hour and a half. */
  private static final int WRITES_OF_AN_HOUR = 1 + 9;

  private PointBound() {}

  static double perHour() {
    return 60.0 * ofMinute() + WRITES_OF_AN_HOUR * ofLonger() + (ofLonger() + 1) * (1 + 1.0 / 24);
  }

  /** Each is written twice: when its window closes, and when its sessions have ended. */
  private static int ofMinute() {
    int funnels = SESSION_FUNNELS * (1 + BUCKETS);
    return TYPES * CATEGORIES + TYPES * BANDS + 2 * funnels + SINGLES;
  }

  /** An hour's; a day's are about as many, written every hour. */
  private static int ofLonger() {
    int breakdowns = 1 + CATEGORIES + BRANDS + BANDS;
    return TYPES * CATEGORIES
        + TYPES * BANDS
        + FUNNELS * (breakdowns + BUCKETS)
        + TOP_ROWS
        + SINGLES
        + 1;
  }
}
