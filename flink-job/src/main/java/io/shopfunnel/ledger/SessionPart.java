package io.shopfunnel.ledger;

/** Follows a session, from its first event to its end, in a few words of the user's ledger. */
public interface SessionPart {
  /** What {@link #textsWord} gives where no word holds numbers of texts. */
  int NO_TEXTS = -1;

  /** How many words it keeps of a session; all 0 at the start. */
  int words();

  /** Which of its words holds two numbers of texts, one in each half. */
  default int textsWord() {
    return NO_TEXTS;
  }

  /** Takes the session's next event in the total order. */
  void apply(LedgerEvent event, long[] words, int at);

  /** The session is over. */
  void end(long[] words, int at);
}
