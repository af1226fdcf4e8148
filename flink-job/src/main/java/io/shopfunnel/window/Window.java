package io.shopfunnel.window;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lengths of windows. Windows tumble, and are aligned to UTC; a month is the calendar's. */
public enum Window {
  MINUTE("1m", Duration.ofMinutes(1)),
  HOUR("1h", Duration.ofHours(1)),
  DAY("1d", Duration.ofDays(1)),
  MONTH("1mo", Duration.ofDays(31));

  /** The tags of all windows, for messages. */
  public static final String TAGS = "1m, 1h, 1d or 1mo";

  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private final String tag;
  private final long longestMillis;

  Window(String tag, Duration longest) {
    this.tag = tag;
    this.longestMillis = longest.toMillis();
  }

  /** The value of the tag {@code window}: {@code 1m}, {@code 1h}, {@code 1d} or {@code 1mo}. */
  public String tag() {
    return tag;
  }

  /** The start of the window that holds this time; both in milliseconds since the epoch. */
  public long startOf(long time) {
    return this == MONTH
        ? MonthStarts.ofDay(Math.floorDiv(time, MILLIS_PER_DAY)) * MILLIS_PER_DAY
        : time - Math.floorMod(time, longestMillis);
  }

  /**
   * The first time after a window.
   *
   * @param start the window's start, in milliseconds since the epoch
   */
  public long endOf(long start) {
    return this == MONTH
        ? MonthStarts.afterDay(Math.floorDiv(start, MILLIS_PER_DAY)) * MILLIS_PER_DAY
        : start + longestMillis;
  }

  /** The window of that tag, or null where there is none. */
  public static @Nullable Window ofTag(String tag) {
    for (Window window : values()) {
      if (window.tag.equals(tag)) {
        return window;
      }
    }
    return null;
  }
}
