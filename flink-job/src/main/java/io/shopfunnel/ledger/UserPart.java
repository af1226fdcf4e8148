package io.shopfunnel.ledger;

/** Follows a user through all events, in a few words of the user's ledger. */
public interface UserPart {
  /** How many words it keeps; all 0 at the start. */
  int words();

  /** Takes the next event in the total order. */
  void apply(LedgerEvent event, long[] words, int at);

  /**
   * The time up to which an event may still need what is kept; for any event after it, words of 0
   * do the same.
   */
  long expiry(long[] words, int at);
}
