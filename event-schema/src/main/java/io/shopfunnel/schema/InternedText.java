package io.shopfunnel.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that recurs, as the object that an {@link Interner} hands out each time. It knows its hash
 * and its first bytes, so that whoever has it compares and files the text without a look at the
 * text itself, which lies elsewhere in memory.
 */
public final class InternedText {
  private static final int SECOND = Words.SIZE;
  private static final int THIRD = 2 * Words.SIZE;
  private static final int REST = 3 * Words.SIZE;

  private final String text;
  private final int hash;

  /**
   * The number of its bytes in UTF-8, and those: 24 of them here, with zeros where it has fewer.
   */
  private final int length;

  private final long first;
  private final long second;
  private final long third;
  private final byte[] rest;

  private InternedText(byte[] utf8, String text) {
    this.text = text;
    hash = text.hashCode();
    length = utf8.length;
    first = word(utf8, 0);
    second = word(utf8, SECOND);
    third = word(utf8, THIRD);
    rest = utf8.length > REST ? Arrays.copyOfRange(utf8, REST, utf8.length) : new byte[0];
  }

  private static long word(byte[] utf8, int at) {
    return at < utf8.length ? Words.part(utf8, at, utf8.length) : 0;
  }

  /** A text that no interner knows. */
  public static InternedText of(String text) {
    return new InternedText(text.getBytes(StandardCharsets.UTF_8), text);
  }

  /** The text of the UTF-8 in {@code bytes[from, to)}. */
  static InternedText of(byte[] bytes, int from, int to) {
    byte[] utf8 = Arrays.copyOfRange(bytes, from, to);
    return new InternedText(utf8, new String(utf8, StandardCharsets.UTF_8));
  }

  /** Whether this is the text of the UTF-8 in {@code bytes[from, to)}. */
  boolean is(byte[] bytes, int from, int to) {
    return to - from == length
        && Words.part(bytes, from, to) == first
        && (length <= SECOND || Words.part(bytes, from + SECOND, to) == second)
        && (length <= THIRD || Words.part(bytes, from + THIRD, to) == third)
        && (length <= REST || Arrays.equals(bytes, from + REST, to, rest, 0, rest.length));
  }

  /** The text. */
  public String text() {
    return text;
  }

  /** The text's {@link String#hashCode}. */
  public int hash() {
    return hash;
  }
}
