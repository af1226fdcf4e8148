package io.shopfunnel.schema;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One row of the shop's click-stream.
 *
 * @param eventTime when it happened, in milliseconds since the epoch (whole seconds in the logs)
 * @param type what the visitor did
 * @param productId the product
 * @param categoryId the shop's number of the product's category
 * @param category the product's category; {@link Category#UNKNOWN} where the shop gave none
 * @param brand the product's brand, or null where the shop gave none
 * @param priceCents the price in cents, or {@link #NO_PRICE} where the shop gave none
 * @param userId the visitor
 * @param session the visitor's session, or null where the shop gave none
 * @param id the identity by which a second arrival of the same event is told
 */
public record ShopEvent(
    long eventTime,
    EventType type,
    long productId,
    long categoryId,
    Category category,
    @Nullable String brand,
    long priceCents,
    long userId,
    @Nullable SessionId session,
    EventId id) {

  /** The price of an event that carries none. */
  public static final long NO_PRICE = Long.MIN_VALUE;

  /**
   * The total order within an actor: event time, then the type's rank, then the identity. Ties
   * favour conversion.
   */
  public static final Comparator<ShopEvent> TOTAL_ORDER = ShopEvent::compareInTotalOrder;

  /** The price as it is summed, in cents: 0 where there is none. */
  public long cents() {
    return priceCents == NO_PRICE ? 0 : priceCents;
  }

  /** The band of the price; an event without a usable price is in {@code <=0}. */
  public PriceBand priceBand() {
    return PriceBand.ofCents(cents());
  }

  /** The brand, or {@code unknown}. */
  public String brandOrUnknown() {
    return brand == null ? Category.UNKNOWN_NAME : brand;
  }

  private static int compareInTotalOrder(ShopEvent left, ShopEvent right) {
    int byTime = Long.compare(left.eventTime, right.eventTime);
    if (byTime != 0) {
      return byTime;
    }
    int byRank = Integer.compare(left.type.rank(), right.type.rank());
    return byRank != 0 ? byRank : left.id.compareTo(right.id);
  }
}
