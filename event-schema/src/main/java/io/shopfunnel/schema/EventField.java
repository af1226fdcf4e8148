package io.shopfunnel.schema;

import java.util.Locale;

/** The fields of a shop event, in the order and under the names of the shop's CSV files. */
public enum EventField {
  EVENT_TIME,
  EVENT_TYPE,
  PRODUCT_ID,
  CATEGORY_ID,
  CATEGORY_CODE,
  BRAND,
  PRICE,
  USER_ID,
  USER_SESSION;

  /**
   * The most characters that a value may have: more than any real one has. It keeps one record from
   * swelling state and series; replayer and job refuse what is longer.
   */
  public static final int MOST_CHARACTERS = 1_000;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in a CSV header and in JSON, for example {@code event_time}. */
  public String wireName() {
    return wireName;
  }
}
