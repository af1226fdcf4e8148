package io.shopfunnel.ledger;

/** Follows one product within a session, in a few words of the user's ledger. */
public interface ProductPart {
  /** How many words it keeps of a product; all 0 at the start. */
  int words();

  /** Which of its words holds two numbers of texts, one in each half. */
  default int textsWord() {
    return SessionPart.NO_TEXTS;
  }

  /** Whether the product needs to be followed because of this event, if it is not yet. */
  boolean beginsWith(LedgerEvent event);

  /** Takes the product's next event in the total order. */
  void apply(LedgerEvent event, long[] words, int at);

  /** The session is over; its products are told before it is itself. */
  void end(long[] words, int at);
}
