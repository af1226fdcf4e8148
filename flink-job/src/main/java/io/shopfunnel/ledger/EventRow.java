package io.shopfunnel.ledger;

import io.shopfunnel.schema.CodePointOrder;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.table.Texts;

/**
 * An event in the arena, while it waits for the watermark and as long as a late one may come before
 * it: a flyweight over eight words.
 *
 * <pre>
 * 0 event time in milliseconds, and in the lowest two bits the type's rank: the order of both
 * 1 the row of its identity
 * 2 the number of the identity's source (upper half), the next event of the user (lower half)
 * 3 product
 * 4 5 session: its UUID, or 128 bits of the SHA-256 of any other text
 * 6 price in cents, and in the lowest three bits whether it is late, has a session, and by a text
 * 7 the numbers of category root (upper half) and brand (lower half)
 * </pre>
 */
final class EventRow {
  static final int WORDS = 8;

  static final int ORDER = 0;
  static final int ID_ROW = 1;

  /** Events are linked as freed runs are, so that a list of them can be freed as it is. */
  static final int SOURCE = Arena.LINK;

  static final int PRODUCT = 3;
  static final int SESSION_HIGH = 4;
  static final int SESSION_LOW = 5;
  static final int MONEY = 6;
  static final int TEXTS = 7;

  static final int RANK_BITS = EventBlock.RANK_BITS;
  static final int MARK_BITS = 3;
  static final int LATE = 1;
  static final int HAS_SESSION = 2;
  static final int SESSION_IS_TEXT = 4;

  private EventRow() {}

  /** The word of a price and of what is told of an event beside it. */
  static long money(long cents, boolean late, boolean hasSession) {
    return cents << MARK_BITS | (late ? LATE : 0) | (hasSession ? HAS_SESSION : 0);
  }

  /** Takes back events that are linked from the first to the last, without a look at each. */
  static void free(Arena arena, int first, int last) {
    arena.freeLinked(first, last, WORDS);
  }

  static long time(Arena arena, int row) {
    return arena.get(row + ORDER) >> RANK_BITS;
  }

  static int next(Arena arena, int row) {
    return (int) arena.get(row + SOURCE);
  }

  static void next(Arena arena, int row, int other) {
    arena.set(
        row + SOURCE, arena.get(row + SOURCE) & 0xFFFF_FFFF_0000_0000L | other & 0xFFFF_FFFFL);
  }

  /** The total order: event time, rank of the type, and the identity, by source, then row. */
  static int compare(Arena arena, Texts texts, int left, int right) {
    long[] leftWords = arena.readable(left);
    long[] rightWords = arena.readable(right);
    int leftAt = Arena.offset(left);
    int rightAt = Arena.offset(right);
    int byOrder = Long.compare(leftWords[leftAt + ORDER], rightWords[rightAt + ORDER]);
    if (byOrder != 0) {
      return byOrder;
    }
    int leftSource = (int) (leftWords[leftAt + SOURCE] >>> 32);
    int rightSource = (int) (rightWords[rightAt + SOURCE] >>> 32);
    return leftSource == rightSource
        ? Long.compare(leftWords[leftAt + ID_ROW], rightWords[rightAt + ID_ROW])
        : CodePointOrder.INSTANCE.compare(texts.text(leftSource), texts.text(rightSource));
  }
}
