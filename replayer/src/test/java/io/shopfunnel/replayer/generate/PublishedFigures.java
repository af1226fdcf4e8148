package io.shopfunnel.replayer.generate;

import java.util.Map;

/**
 * What is known of the real months beyond the sample files: from published notebooks, profiles and
 * READMEs of others, unless it says from memory.
 */
final class PublishedFigures {
  private PublishedFigures() {}

  /** Rows of the multi-category store in October 2019 (from memory; it sets the density only). */
  static final long MULTI_OCTOBER_ROWS = 42_448_764;

  /** Rows of the cosmetics shop in January 2020: the index in the sample goes up to 4,263,998. */
  static final long COSMETICS_JANUARY_ROWS = 4_264_000;

  /** Rows of the cosmetics shop, from published notebooks. */
  static final long COSMETICS_DECEMBER_ROWS = 3_533_286;

  static final long COSMETICS_NOVEMBER_ROWS = 4_635_837;

  // The first rows of the multi-category October, from a published profile.
  static final int FIRST_ROWS = 17_400;
  static final int FIRST_BRANDS = 863;
  static final int FIRST_CATEGORY_IDS = 433;
  static final int FIRST_CATEGORY_CODES = 116;
  static final int FIRST_USERS = 4_496;
  static final int FIRST_SESSIONS = 5_056;
  static final int FIRST_LONGEST = 51;
  static final int FIRST_REPEATS = 5;
  static final double FIRST_WITHOUT_CODE = 33;
  static final double FIRST_WITHOUT_BRAND = 14;
  static final double FIRST_CARTS = 0.9;
  static final double FIRST_PURCHASES = 1.2;

  // One slice of contiguous rows of the cosmetics shop.
  static final int SLICE = 999;
  static final int SLICE_BRANDS = 62;
  static final int SLICE_CATEGORY_IDS = 128;
  static final int SLICE_PRODUCTS = 654;
  static final double SLICE_SESSIONS_PER_USER = 2.6;

  // What slices of about 1,000 rows range over; shares are of a hundred rows.
  static final int FEWEST_SESSIONS = 135;
  static final int MOST_SESSIONS = 337;
  static final int FEWEST_REPEATS = 2;
  static final int MOST_REPEATS = 8;
  static final int FEWEST_SHARING = 18;
  static final int MOST_SHARING = 36;

  // Rows of a hundred, by type: the published November, and December (its split is from memory).
  static final Map<String, Double> COSMETICS_DECEMBER =
      Map.of("view", 48.92, "cart", 26.24, "remove_from_cart", 18.81, "purchase", 6.03);
  static final Map<String, Double> COSMETICS_NOVEMBER =
      Map.of("view", 44.78, "cart", 28.30, "remove_from_cart", 19.96, "purchase", 6.95);

  /** An estimate for the multi-category December. */
  static final double MULTI_PURCHASES = 1.7;

  /** 188,088 of the multi-category November's 67.5 million rows (a published profile). */
  static final double MULTI_UNPRICED = 0.279;
}
