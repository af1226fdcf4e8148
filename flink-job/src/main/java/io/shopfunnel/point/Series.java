package io.shopfunnel.point;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measurement and tags: what tells points apart that begin at the same time. Made by {@link
 * LineFormat#series}. Two are equal where their lines begin alike; whoever publishes keeps them, as
 * making one costs more than a line.
 */
public final class Series {
  private final LineFormat format;
  private final byte[] head;
  private final int hash;

  Series(LineFormat format, byte[] head) {
    this.format = format;
    this.head = head;
    this.hash = Arrays.hashCode(head);
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

  /**
   * Appends the line of a point that is no more, with a line feed at its end.
   *
   * @param windowStart the point's time, in milliseconds since the epoch
   */
  public void appendZeros(long windowStart, LineBuffer line) {
    appendLine(format.zeros(), 0, number -> "", windowStart, line);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Series series
            && hash == series.hash
            && Arrays.equals(head, series.head);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
