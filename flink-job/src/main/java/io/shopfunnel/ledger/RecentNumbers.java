package io.shopfunnel.ledger;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of texts that come again and again as the same object, as those of blocks do: found
 * by their hash, without a look at the text. A pair of slots remembers the two that came last, so
 * its room is bounded however many texts there are.
 */
final class RecentNumbers {
  private static final int SLOTS = 1 << 13;

  private final ToIntFunction<String> numberOf;
  private final @Nullable String[] texts = new String[SLOTS];
  private final int[] hashes = new int[SLOTS];
  private final int[] numbers = new int[SLOTS];

  /**
   * Remembers numbers.
   *
   * @param numberOf gives the number of a text; always the same one
   */
  RecentNumbers(ToIntFunction<String> numberOf) {
    this.numberOf = numberOf;
  }

  /**
   * The number of a text.
   *
   * @param hash the text's {@link String#hashCode}
   */
  int of(String text, int hash) {
    int slot = (hash ^ hash >>> Short.SIZE) & SLOTS - 1;
    if (isAt(slot, text, hash)) {
      return numbers[slot];
    }
    int other = slot ^ 1;
    if (isAt(other, text, hash)) {
      return numbers[other];
    }
    texts[other] = texts[slot];
    hashes[other] = hashes[slot];
    numbers[other] = numbers[slot];
    texts[slot] = text;
    hashes[slot] = hash;
    numbers[slot] = numberOf.applyAsInt(text);
    return numbers[slot];
  }

  /** The same object is known without a look at it. */
  private boolean isAt(int slot, String text, int hash) {
    return hashes[slot] == hash && text.equals(texts[slot]);
  }
}
