package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.ProductPart;
import io.shopfunnel.ledger.SessionPart;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.TableSlot;

/**
 * A session's cart. One word: the time of its opening, shifted by one bit, in which stands whether
 * a purchase has followed; 0 while it is not opened.
 */
final class Cart implements SessionPart {
  private static final long PURCHASED = 1;

  private final TableSlot hours;
  private final Items items = new Items();

  Cart(TableSlot hours) {
    this.hours = hours;
  }

  /** What follows the products in it. */
  ProductPart items() {
    return items;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public void apply(LedgerEvent event, long[] words, int at) {
    if (event.type() == EventType.CART && words[at] == 0) {
      words[at] = event.time() << 1;
      hours.row(event.time()).add(CartMetric.OPENED, 1).add(CartMetric.OPEN, 1);
    } else if (event.type() == EventType.PURCHASE && words[at] != 0) {
      words[at] |= PURCHASED;
    }
  }

  @Override
  public void end(long[] words, int at) {
    if (words[at] != 0) {
      boolean purchased = (words[at] & PURCHASED) != 0;
      int outcome =
          purchased
              ? CartMetric.PURCHASED
              : items.left == 0 ? CartMetric.EMPTIED : CartMetric.ABANDONED;
      hours
          .row(words[at] >> 1)
          .add(CartMetric.OPEN, -1)
          .add(outcome, 1)
          .add(CartMetric.ABANDONED_CENTS, purchased ? 0 : items.cents);
    }
    items.left = 0;
    items.cents = 0;
  }

  /**
   * A product in the cart. Two words: how many, never below zero, and the price in cents at its
   * last {@code cart} event.
   */
  private static final class Items implements ProductPart {
    /** What the products of the session that is just ending have come to so far. */
    private long left;

    private long cents;

    @Override
    public int words() {
      return 2;
    }

    @Override
    public boolean beginsWith(LedgerEvent event) {
      return event.type() == EventType.CART;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      if (event.type() == EventType.CART) {
        words[at]++;
        words[at + 1] = event.cents();
      } else if (event.type() == EventType.REMOVE_FROM_CART) {
        words[at] = Math.max(0, words[at] - 1);
      }
    }

    @Override
    public void end(long[] words, int at) {
      left += words[at];
      cents += words[at] * words[at + 1];
    }
  }
}
