package io.shopfunnel.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor did. The order of the constants is the rank within one second: at equal event
 * times a view comes before a cart, a cart before a purchase, and a removal last, so that ties
 * favour conversion.
 */
public enum EventType {
  VIEW("view"),
  CART("cart"),
  PURCHASE("purchase"),
  REMOVE_FROM_CART("remove_from_cart");

  private static final EventType[] BY_RANK = values();

  private final String wireName;

  EventType(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the CSV files, on Kafka and in InfluxDB, for example {@code remove_from_cart}. */
  public String wireName() {
    return wireName;
  }

  /** The rank among events of the same second, from 0. */
  public int rank() {
    return ordinal();
  }

  /** The type of this {@link #rank()}. */
  public static EventType ofRank(int rank) {
    return BY_RANK[rank];
  }

  /** The type of that wire name, or null where there is none. */
  public static @Nullable EventType ofWireName(String wireName) {
    for (EventType type : BY_RANK) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    return null;
  }
}
