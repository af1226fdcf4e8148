package io.shopfunnel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of texts that recur (brands, categories, source names) into objects, and hands
 * out the same object again while it remembers it. It forgets: a pair of slots holds the two texts
 * that came last, so its memory is bounded however many texts there are.
 *
 * <p>Not safe for use by several threads: make one for each.
 *
 * @param <T> what a text is turned into
 */
public final class Interner<T> {
  private static final int SLOT_BITS = 13;

  /** Spreads the bits of a word over those above them. */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private final @Nullable Known<T>[] slots = newSlots();
  private final Function<String, T> factory;

  /** An interner that makes the object of a text by this function. */
  public Interner(Function<String, T> factory) {
    this.factory = factory;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  private static <T> @Nullable Known<T>[] newSlots() {
    return new Known[1 << SLOT_BITS];
  }

  /** The object of the UTF-8 text in {@code bytes[from, to)}. */
  public T intern(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    Known<T> known = slots[slot];
    if (known != null && known.is(bytes, from, to)) {
      return known.value;
    }
    // Two texts that come by turns do not drive each other out.
    Known<T> other = slots[slot ^ 1];
    if (other != null && other.is(bytes, from, to)) {
      return other.value;
    }
    slots[slot ^ 1] = known;
    slots[slot] = Known.of(bytes, from, to, factory);
    return slots[slot].value;
  }

  private static int slot(byte[] bytes, int from, int to) {
    long hash = to - from;
    for (int at = from; at < to; at += Words.SIZE) {
      hash = (hash ^ Words.part(bytes, at, to)) * SPREAD;
      hash ^= hash >>> 32;
    }
    return (int) (hash * SPREAD >>> (Long.SIZE - SLOT_BITS));
  }

  /**
   * A text and its object.
   *
   * @param text the text's bytes, with zeros up to a whole number of words
   * @param length the number of the text's bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them as objects.
  private record Known<T>(byte[] text, int length, T value) {
    static <T> Known<T> of(byte[] bytes, int from, int to, Function<String, T> factory) {
      int length = to - from;
      int whole = (length + Words.SIZE - 1) / Words.SIZE * Words.SIZE;
      byte[] text = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), whole);
      return new Known<>(
          text, length, factory.apply(new String(bytes, from, length, StandardCharsets.UTF_8)));
    }

    boolean is(byte[] bytes, int from, int to) {
      if (to - from != length) {
        return false;
      }
      for (int at = 0; at < length; at += Words.SIZE) {
        if (Words.word(text, at) != Words.part(bytes, from + at, to)) {
          return false;
        }
      }
      return true;
    }
  }
}
