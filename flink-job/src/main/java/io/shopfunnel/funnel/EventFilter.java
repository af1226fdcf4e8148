package io.shopfunnel.funnel;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.Price;
import org.jspecify.annotations.Nullable;

/**
 * Which events a step or an exclusion takes.
 *
 * @param type the event type
 * @param category the category root, or null for any
 * @param brand the brand ({@code unknown} for events without one), or null for any
 * @param minCents the least price in cents, inclusive, or null for any
 * @param maxCents the price in cents below which it takes events, or null for any
 */
public record EventFilter(
    EventType type,
    @Nullable String category,
    @Nullable String brand,
    @Nullable Long minCents,
    @Nullable Long maxCents) {

  /** A filter on the event type alone. */
  public static EventFilter of(EventType type) {
    return new EventFilter(type, null, null, null, null);
  }

  /**
   * What it takes, in words: {@code cart}, or {@code view electronics samsung from 10.00 below
   * 50.00}.
   */
  public String describe() {
    StringBuilder words = new StringBuilder(type.wireName());
    if (category != null) {
      words.append(' ').append(category);
    }
    if (brand != null) {
      words.append(' ').append(brand);
    }
    if (minCents != null) {
      words.append(" from ").append(Price.format(minCents));
    }
    if (maxCents != null) {
      words.append(" below ").append(Price.format(maxCents));
    }
    return words.toString();
  }
}
