package io.shopfunnel.replayer.generate;

/**
 * A product as it stands in a row: its fields are written out once.
 *
 * @param category the index of its category
 * @param regular the bytes {@code product_id,category_id,category_code,brand,price,}
 * @param reduced the same with the price of an offer; the same object where it is never on offer
 * @param offerStart the day of a cycle on which an offer starts
 */
record Product(int category, byte[] regular, byte[] reduced, int offerStart) {
  /** After so many days offers come again. */
  static final int OFFER_CYCLE = 61;

  private static final int OFFER_DAYS = 20;

  /**
   * The bytes of a row on a day.
   *
   * @param day days since the epoch
   */
  byte[] fields(long day) {
    if (reduced == regular) {
      return regular;
    }
    return (day + offerStart) % OFFER_CYCLE < OFFER_DAYS ? reduced : regular;
  }
}
