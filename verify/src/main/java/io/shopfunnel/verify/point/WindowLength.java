package io.shopfunnel.verify.point;

import java.util.Arrays;
import java.util.Optional;

/** The length of a window, shortest first; windows are aligned to UTC. */
public enum WindowLength {
  /** A minute. */
  MINUTE("1m", "(%1$s // 60 * 60)"),
  /** An hour. */
  HOUR("1h", "(%1$s // 3600 * 3600)"),
  /** A day. */
  DAY("1d", "(%1$s // 86400 * 86400)"),
  /** A calendar month. */
  MONTH("1mo", "(epoch_us(date_trunc('month', make_timestamp(%1$s * 1000000))) // 1000000)");

  private final String tag;
  private final String start;

  WindowLength(String tag, String start) {
    this.tag = tag;
    this.start = start;
  }

  /** The value of the tag {@code window}. */
  public String tag() {
    return tag;
  }

  /** SQL for the start, in seconds, of the window that holds a time in seconds. */
  public String start(String time) {
    return start.formatted(time);
  }

  /** The length with that tag. */
  public static Optional<WindowLength> ofTag(String tag) {
    return Arrays.stream(values()).filter(length -> length.tag.equals(tag)).findFirst();
  }
}
