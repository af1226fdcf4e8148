package io.shopfunnel.table;

import io.shopfunnel.window.Window;

/**
 * Which table: its family, window length and window start.
 *
 * @param family the family's name
 * @param window the window's length
 * @param windowStart the window's start, in milliseconds since the epoch
 */
public record TableKey(String family, Window window, long windowStart) {
  /** The key as one text, by which tables are spread over the publishers. */
  public String text() {
    return family + '|' + window.tag() + '|' + windowStart;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where the text is no key
   */
  public static TableKey of(String text) {
    String[] parts = text.split("\\|", -1);
    Window window = parts.length == 3 ? Window.ofTag(parts[1]) : null;
    if (window == null) {
      throw new IllegalArgumentException("'" + text + "' is no key of a table");
    }
    return new TableKey(parts[0], window, Long.parseLong(parts[2]));
  }

  /** The first time after the window, in milliseconds since the epoch. */
  public long windowEnd() {
    return window.endOf(windowStart);
  }
}
