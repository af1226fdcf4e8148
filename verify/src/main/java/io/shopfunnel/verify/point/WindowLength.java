package io.shopfunnel.verify.point;

import java.util.Arrays;
import java.util.Optional;

/** The length of a window; windows are aligned to UTC. */
public enum WindowLength {
  /** A minute. */
  MINUTE("1m", 60),
  /** An hour. */
  HOUR("1h", 3_600),
  /** A day. */
  DAY("1d", 86_400);

  private final String tag;
  private final long seconds;

  WindowLength(String tag, long seconds) {
    this.tag = tag;
    this.seconds = seconds;
  }

  /** The value of the tag {@code window}. */
  public String tag() {
    return tag;
  }

  /** How long it is. */
  public long seconds() {
    return seconds;
  }

  /** SQL for the start, in seconds, of the window that holds a time in seconds. */
  public String start(String time) {
    return "(" + time + " // " + seconds + " * " + seconds + ")";
  }

  /** The length with that tag. */
  public static Optional<WindowLength> ofTag(String tag) {
    return Arrays.stream(values()).filter(length -> length.tag.equals(tag)).findFirst();
  }
}
