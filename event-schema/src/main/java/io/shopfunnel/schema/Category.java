package io.shopfunnel.schema;

import org.jspecify.annotations.Nullable;

/**
 * A product category as the shop wrote it, such as {@code electronics.smartphone}, with its root
 * (the text before the first dot) worked out once.
 *
 * @param code the whole code, or null where the shop gave none
 * @param root the text before the first dot, or {@link #UNKNOWN_NAME}
 */
public record Category(@Nullable String code, String root) {
  /** The name under which a missing category or brand is counted. */
  public static final String UNKNOWN_NAME = "unknown";

  /** The category of an event that carries none. */
  public static final Category UNKNOWN = new Category(null, UNKNOWN_NAME);

  /** The category of that code; {@link #UNKNOWN} for null or an empty text. */
  public static Category of(@Nullable String code) {
    if (code == null || code.isEmpty()) {
      return UNKNOWN;
    }
    int dot = code.indexOf('.');
    String root = dot < 0 ? code : code.substring(0, dot);
    return new Category(code, root.isEmpty() ? UNKNOWN_NAME : root);
  }
}
