package io.shopfunnel.ledger;

/** Puts other numbers in the place of those that words hold for texts, one in each half. */
interface TextNumbers {
  /** The number that takes the place of this one. */
  int of(int number);

  /** Renumbers both halves of a word. */
  default void renumber(long[] words, int at) {
    long word = words[at];
    words[at] = (long) of((int) (word >>> 32)) << 32 | of((int) word);
  }
}
