package io.shopfunnel.ledger;

/**
 * Follows each {@code user_session} of a user through all of its events, however far apart. The
 * ledger remembers the minute of its last event for as long as this needs it.
 */
public interface VisitPart {
  /** What {@link #apply} is told of a {@code user_session} that has had no event. */
  long NEVER = Long.MIN_VALUE;

  /**
   * Takes the next event in the total order.
   *
   * @param last the start of the minute of the {@code user_session}'s event before; {@link #NEVER}
   *     where there was none
   */
  void apply(LedgerEvent event, long last);

  /** The time up to which an event may still need to know of one in that minute. */
  long expiry(long last);
}
