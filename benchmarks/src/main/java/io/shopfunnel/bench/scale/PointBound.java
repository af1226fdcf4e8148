package io.shopfunnel.bench.scale;

/**
 * The most points that there can be of an hour of event time, by the contract of docs/semantics.md:
 * its dimensions are bounded, so that beyond some rate more events make no more points. For the
 * built-in funnels.
 */
final class PointBound {
  private static final int TYPES = 4;

  /** Thirteen roots, and unknown. */
  private static final int CATEGORIES = 14;

  private static final int BANDS = 7;

  /** The window's twenty greatest, and other. */
  private static final int BRANDS = 21;

  private static final int BUCKETS = 15;
  private static final int TOP_ROWS = 3 * 4 * 10;
  private static final int FUNNELS = 5;
  private static final int FUNNELS_BY_MINUTE = 3;

  private PointBound() {}

  static double perHour() {
    return 60.0 * ofMinute() + ofHour() + ofDay() / 24.0;
  }

  private static int ofMinute() {
    int ordersActivePipeline = 3;
    return counts() + FUNNELS_BY_MINUTE * (1 + BUCKETS) + ordersActivePipeline;
  }

  private static int ofHour() {
    return counts() + ofHourAndDay();
  }

  private static int ofDay() {
    int catalog = 1;
    return ofHourAndDay() + catalog;
  }

  private static int counts() {
    return TYPES * CATEGORIES + TYPES * BANDS;
  }

  private static int ofHourAndDay() {
    int ofFunnel = 1 + CATEGORIES + BRANDS + BANDS + BUCKETS;
    int ordersCartActive = 3;
    return FUNNELS * ofFunnel + TOP_ROWS + ordersCartActive;
  }
}
