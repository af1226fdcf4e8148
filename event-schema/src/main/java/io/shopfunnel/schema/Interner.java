package io.shopfunnel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Turns the bytes of texts that recur (brands, categories, source names) into objects, and hands
 * out the same object again while it remembers it. It forgets: a slot holds the text that came
 * last, so its memory is bounded however many texts there are.
 *
 * <p>Not safe for use by several threads: make one for each.
 *
 * @param <T> what a text is turned into
 */
public final class Interner<T> {
  private static final int SLOTS = 1 << 13;

  private final byte[][] texts = new byte[SLOTS][];
  private final Object[] values = new Object[SLOTS];
  private final Function<String, T> factory;

  /** An interner that makes the object of a text by this function. */
  public Interner(Function<String, T> factory) {
    this.factory = factory;
  }

  /** The object of the UTF-8 text in {@code bytes[from, to)}. */
  @SuppressWarnings("unchecked") // Only the factory's results are ever stored.
  public T intern(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    byte[] known = texts[slot];
    if (known != null && Arrays.equals(known, 0, known.length, bytes, from, to)) {
      return (T) values[slot];
    }
    T value = factory.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    texts[slot] = Arrays.copyOfRange(bytes, from, to);
    values[slot] = value;
    return value;
  }
}
