package io.shopfunnel.ledger;

import io.shopfunnel.funnel.FunnelProgress;

/**
 * Follows a user, or each product within a user's events, through a funnel: once for each entry
 * window. Each takes a row of {@link Entries}.
 */
public interface EntryPart {
  /** The layout of its rows. */
  FunnelProgress progress();

  /** Whether each product is followed by itself. */
  boolean byProduct();

  /**
   * Takes the user's next event in the total order.
   *
   * @param owner the number that the part has among the others, to be kept in its rows
   */
  void apply(LedgerEvent event, Entries entries, int owner);

  /**
   * The watermark at which the passing of time alone changes what the row amounts to; {@link
   * Long#MAX_VALUE} where none does.
   */
  long deadline(long[] words, int at);

  /** Time has come to {@link #deadline}. */
  void settle(long[] words, int at);

  /** The time up to which an event may still need the row. */
  long lastNeeded(long[] words, int at);
}
