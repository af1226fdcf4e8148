package io.shopfunnel.funnel;

import io.shopfunnel.schema.ShopEvent;
import org.jspecify.annotations.Nullable;

/** What a funnel is broken down by: a property of the event with which an actor entered. */
public enum Breakdown {
  ALL("all", 0),
  CATEGORY("category", 200),
  BRAND("brand", 20),
  PRICE_BAND("price_band", 0);

  /** The value that everybody shares in the breakdown {@code all}. */
  public static final String ALL_VALUE = "all";

  private final String tag;
  private final int cap;

  Breakdown(String tag, int cap) {
    this.tag = tag;
    this.cap = cap;
  }

  /** The value of the tag {@code breakdown}. */
  public String tag() {
    return tag;
  }

  /** How many values a window keeps by name, the rest being {@code other}; 0 for no cap. */
  public int cap() {
    return cap;
  }

  /** The value of this property of an event; {@code unknown} where the event has none. */
  public String valueOf(ShopEvent entry) {
    return switch (this) {
      case ALL -> ALL_VALUE;
      case CATEGORY -> entry.category().root();
      case BRAND -> entry.brandOrUnknown();
      case PRICE_BAND -> entry.priceBand().label();
    };
  }

  /** The breakdown of that tag, or null where there is none; {@code all} needs no asking for. */
  public static @Nullable Breakdown ofTag(String tag) {
    for (Breakdown breakdown : values()) {
      if (breakdown.tag.equals(tag)) {
        return breakdown;
      }
    }
    return null;
  }
}
