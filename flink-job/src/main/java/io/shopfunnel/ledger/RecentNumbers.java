package io.shopfunnel.ledger;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of texts that come again and again as the same object, as those of blocks do: found
 * by the object, without a look at the text. A pair of slots remembers the two that came last, so
 * its room is bounded however many texts there are.
 */
final class RecentNumbers {
  private static final int SLOTS = 1 << 13;

  private final ToIntFunction<String> numberOf;
  private final @Nullable String[] texts = new String[SLOTS];
  private final int[] numbers = new int[SLOTS];

  /**
   * Remembers numbers.
   *
   * @param numberOf gives the number of a text; always the same one
   */
  RecentNumbers(ToIntFunction<String> numberOf) {
    this.numberOf = numberOf;
  }

  @SuppressWarnings("ReferenceEquality") // Another object with the same text is only slower.
  int of(String text) {
    int slot = System.identityHashCode(text) & SLOTS - 1;
    if (texts[slot] == text) {
      return numbers[slot];
    }
    int other = slot ^ 1;
    if (texts[other] == text) {
      return numbers[other];
    }
    texts[other] = texts[slot];
    numbers[other] = numbers[slot];
    texts[slot] = text;
    numbers[slot] = numberOf.applyAsInt(text);
    return numbers[slot];
  }
}
