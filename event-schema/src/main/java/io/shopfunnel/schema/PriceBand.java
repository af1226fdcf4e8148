package io.shopfunnel.schema;

/** Bands of the price of an event, in the shop's currency; the lower bound belongs to the band. */
public enum PriceBand {
  NOT_POSITIVE("<=0"),
  FROM_0("0-10"),
  FROM_10("10-20"),
  FROM_20("20-30"),
  FROM_30("30-40"),
  FROM_40("40-50"),
  FROM_50("50+");

  private static final long WIDTH_CENTS = 1_000;
  private static final PriceBand[] IN_ORDER = values();

  private final String label;

  PriceBand(String label) {
    this.label = label;
  }

  /** The band's name in tags, for example {@code 10-20}. */
  public String label() {
    return label;
  }

  /** The band of a price in cents; a price of zero, or below, is {@link #NOT_POSITIVE}. */
  public static PriceBand ofCents(long cents) {
    if (cents <= 0) {
      return NOT_POSITIVE;
    }
    return IN_ORDER[(int) Math.min(FROM_50.ordinal(), 1 + cents / WIDTH_CENTS)];
  }

  /** The band of this ordinal. */
  public static PriceBand ofOrdinal(int ordinal) {
    return IN_ORDER[ordinal];
  }
}
