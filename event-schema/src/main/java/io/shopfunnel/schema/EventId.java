package io.shopfunnel.schema;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an event: the name of the source it was read from and its row there, stamped by
 * the replayer. Written as {@code 2019-Dec.csv:0000000042}, the row padded to ten digits, so that
 * the order of the texts is the order of the rows. Ordered by source, then row.
 *
 * @param source the source's name; for an identity in another form, the whole text
 * @param row the row's number, counted from 1 after the header, or {@link #NO_ROW}
 */
public record EventId(String source, long row) implements Comparable<EventId> {
  /** The row of an identity that is not in the form {@code source:row}. */
  public static final long NO_ROW = -1;

  static final int PADDED_DIGITS = 10;
  private static final int MAX_DIGITS = 18;

  /**
   * The identity that a text names. Every text names one, and {@link #toString()} gives it back.
   */
  public static EventId of(String text) {
    int colon = text.lastIndexOf(':');
    int digits = text.length() - colon - 1;
    if (colon <= 0 || digits < PADDED_DIGITS || digits > MAX_DIGITS) {
      return new EventId(text, NO_ROW);
    }
    if (digits > PADDED_DIGITS && text.charAt(colon + 1) == '0') {
      return new EventId(text, NO_ROW);
    }
    long row = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return new EventId(text, NO_ROW);
      }
      row = row * 10 + digit;
    }
    return new EventId(text.substring(0, colon), row);
  }

  @Override
  public int compareTo(EventId other) {
    if (source.equals(other.source)) {
      return Long.compare(row, other.row);
    }
    return CodePointOrder.INSTANCE.compare(source, other.source);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventId that && row == that.row && source.equals(that.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode() * 31 + Long.hashCode(row);
  }

  /** The text on the wire. */
  @Override
  public String toString() {
    if (row == NO_ROW) {
      return source;
    }
    String digits = Long.toString(row);
    return source + ":" + "0".repeat(Math.max(0, PADDED_DIGITS - digits.length())) + digits;
  }
}
