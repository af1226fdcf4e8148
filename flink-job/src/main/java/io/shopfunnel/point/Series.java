package io.shopfunnel.point;

import java.util.function.IntFunction;

/**
 * Measurement and tags: what tells points apart that begin at the same time. Made by {@link
 * LineFormat#series}; whoever publishes keeps it, as points of two objects are never taken for
 * versions of one point.
 */
public final class Series {
  private final LineFormat format;
  private final byte[] head;

  Series(LineFormat format, byte[] head) {
    this.format = format;
    this.head = head;
  }

  /**
   * Appends the line of a point, with a line feed at its end.
   *
   * @param draft holds the fields' values, but for {@code rev}, at its beginning
   * @param rev the value of {@code rev}, where the schema has that field
   * @param texts gives the text of a number that is not negative
   * @param windowStart the point's time, in milliseconds since the epoch
   */
  public void appendLine(
      long[] draft, long rev, IntFunction<String> texts, long windowStart, LineBuffer line) {
    line.append(head);
    format.appendFields(draft, rev, texts, line);
    line.append(' ');
    line.append(windowStart);
    line.append('\n');
  }
}
