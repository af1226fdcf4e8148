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
  /** The first time after the window, in milliseconds since the epoch. */
  public long windowEnd() {
    return window.endOf(windowStart);
  }

  /** The same in every process, as an enum's own is not: it spreads tables over publishers. */
  @Override
  public int hashCode() {
    return 31 * (31 * family.hashCode() + window.ordinal()) + Long.hashCode(windowStart);
  }
}
