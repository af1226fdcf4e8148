package io.shopfunnel.bench.streams;

import io.shopfunnel.schema.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;

/**
 * A {@code user_session} of one user.
 *
 * @param user whose it is
 * @param session its identity
 */
record SessionKey(long user, SessionId session) {
  private static final int UUID_BYTES = 3 * Long.BYTES;

  static Serde<SessionKey> serde() {
    return Binary.serde(SessionKey::bytes, SessionKey::ofBytes);
  }

  private byte[] bytes() {
    String text = session.text();
    if (text == null) {
      return ByteBuffer.allocate(UUID_BYTES)
          .putLong(user)
          .putLong(session.high())
          .putLong(session.low())
          .array();
    }
    byte[] rest = text.getBytes(StandardCharsets.UTF_8);
    // One byte more, so that no text is as long as a UUID's two halves.
    return ByteBuffer.allocate(UUID_BYTES + 1 + rest.length)
        .putLong(user)
        .put(UUID_BYTES + 1, rest)
        .array();
  }

  private static SessionKey ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long user = buffer.getLong();
    if (bytes.length == UUID_BYTES) {
      return new SessionKey(user, SessionId.ofUuid(buffer.getLong(), buffer.getLong()));
    }
    int from = UUID_BYTES + 1;
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    return new SessionKey(user, SessionId.of(text));
  }
}
