package io.shopfunnel.funnel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lengths of windows. Windows tumble, and are aligned to UTC. */
public enum Window {
  MINUTE("1m", Duration.ofMinutes(1)),
  HOUR("1h", Duration.ofHours(1)),
  DAY("1d", Duration.ofDays(1));

  private final String tag;
  private final long millis;

  Window(String tag, Duration length) {
    this.tag = tag;
    this.millis = length.toMillis();
  }

  /** The value of the tag {@code window}: {@code 1m}, {@code 1h} or {@code 1d}. */
  public String tag() {
    return tag;
  }

  /** The length in milliseconds. */
  public long millis() {
    return millis;
  }

  /** The start of the window that holds this time; both in milliseconds since the epoch. */
  public long startOf(long time) {
    return time - Math.floorMod(time, millis);
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
