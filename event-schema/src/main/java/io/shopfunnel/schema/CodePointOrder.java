package io.shopfunnel.schema;

import java.util.Comparator;

/**
 * The order of texts wherever a text breaks a tie: by Unicode code point, which is that of their
 * UTF-8 bytes, and so that of SQL. {@link String#compareTo} differs from it beyond the basic plane,
 * where an emoji sorts before U+FB01.
 */
public final class CodePointOrder implements Comparator<String> {
  /** The one there is. */
  public static final CodePointOrder INSTANCE = new CodePointOrder();

  private CodePointOrder() {}

  @Override
  public int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean beyond = Character.isSurrogate(a);
        return beyond == Character.isSurrogate(b) ? a - b : beyond ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }
}
