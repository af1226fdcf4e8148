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

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name in a CSV header and in JSON, for example {@code event_time}. */
  public String wireName() {
    return wireName;
  }
}
