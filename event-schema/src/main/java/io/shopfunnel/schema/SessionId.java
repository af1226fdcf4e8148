package io.shopfunnel.schema;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a {@code user_session}. A UUID in the usual lower-case form is held as its two
 * longs; any other text is kept as it is, so that two different texts never become one session.
 */
public final class SessionId {
  private static final int UUID_LENGTH = 36;

  private final long high;
  private final long low;
  private final @Nullable String text;

  private SessionId(long high, long low, @Nullable String text) {
    this.high = high;
    this.low = low;
    this.text = text;
  }

  /** The session whose UUID has these two halves. */
  public static SessionId ofUuid(long high, long low) {
    return new SessionId(high, low, null);
  }

  /** The session that a non-empty text names. */
  public static SessionId of(String text) {
    if (text.length() == UUID_LENGTH && isCanonicalUuid(text)) {
      UUID uuid = UUID.fromString(text);
      return new SessionId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), null);
    }
    return new SessionId(0, 0, text);
  }

  private static boolean isCanonicalUuid(String text) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      boolean fits = dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The upper half of the UUID, or 0 where {@link #text()} is not null. */
  public long high() {
    return high;
  }

  /** The lower half of the UUID, or 0 where {@link #text()} is not null. */
  public long low() {
    return low;
  }

  /** The text of a session that is no canonical UUID, or null. */
  public @Nullable String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId that
        && high == that.high
        && low == that.low
        && Objects.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    long mixed = high ^ low;
    return text == null ? (int) (mixed ^ (mixed >>> 32)) : text.hashCode();
  }

  /** The text as the shop wrote it. */
  @Override
  public String toString() {
    return text == null ? new UUID(high, low).toString() : text;
  }
}
