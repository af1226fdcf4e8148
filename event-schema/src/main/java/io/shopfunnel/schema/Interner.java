package io.shopfunnel.schema;

import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of texts that recur (brands, categories, source names) into objects, and hands
 * out the same object again while it remembers it. It forgets: a pair of slots holds the two texts
 * that came last, so its memory is bounded however many texts there are.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class Interner {
  private static final int SLOT_BITS = 13;

  /** Spreads the bits of a word over those above them. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final @Nullable InternedText[] slots = new InternedText[1 << SLOT_BITS];

  /** The text of the UTF-8 in {@code bytes[from, to)}. */
  public InternedText intern(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    InternedText known = slots[slot];
    if (known != null && known.is(bytes, from, to)) {
      return known;
    }
    // Two texts that come by turns do not drive each other out.
    InternedText other = slots[slot ^ 1];
    if (other != null && other.is(bytes, from, to)) {
      return other;
    }
    InternedText fresh = InternedText.of(bytes, from, to);
    slots[slot ^ 1] = known;
    slots[slot] = fresh;
    return fresh;
  }

  private static int slot(byte[] bytes, int from, int to) {
    long hash = to - from;
    for (int at = from; at < to; at += Words.SIZE) {
      hash = (hash ^ Words.part(bytes, at, to)) * SPREAD;
      hash ^= hash >>> 32;
    }
    return (int) (hash * SPREAD >>> (Long.SIZE - SLOT_BITS));
  }
}
