package io.shopfunnel.schema;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The compact binary form of events, between the operators of a job and in its state. What it reads
 * shares the texts that recur.
 *
 * <p>Not safe for use by several threads: make one for each.
 */
public final class BinaryEventCodec {
  private static final int SESSION_ABSENT = 0;
  private static final int SESSION_UUID = 1;
  private static final int SESSION_TEXT = 2;

  private final Vocabulary vocabulary = new Vocabulary();
  private byte[] text = new byte[256];

  /** Writes an event. */
  public void write(ShopEvent event, DataOutput out) throws IOException {
    out.writeLong(event.eventTime());
    out.writeByte(event.type().rank());
    out.writeLong(event.productId());
    out.writeLong(event.categoryId());
    writeText(event.category().code(), out);
    writeText(event.brand(), out);
    out.writeLong(event.priceCents());
    out.writeLong(event.userId());
    writeSession(event.session(), out);
    writeText(event.id().source(), out);
    out.writeLong(event.id().row());
  }

  /** Reads what {@link #write} wrote. */
  public ShopEvent read(DataInput in) throws IOException {
    long time = in.readLong();
    EventType type = EventType.ofRank(in.readByte());
    long productId = in.readLong();
    long categoryId = in.readLong();
    Category category = Category.of(readShared(vocabulary.categories, in));
    String brand = readShared(vocabulary.brands, in);
    long price = in.readLong();
    long userId = in.readLong();
    SessionId session = readSession(in);
    int length = readText(in);
    EventId id = new EventId(vocabulary.sources.intern(text, 0, length).text(), in.readLong());
    return new ShopEvent(
        time, type, productId, categoryId, category, brand, price, userId, session, id);
  }

  /** Writes a session, which may be absent. */
  public void writeSession(@Nullable SessionId session, DataOutput out) throws IOException {
    if (session == null) {
      out.writeByte(SESSION_ABSENT);
    } else if (session.text() == null) {
      out.writeByte(SESSION_UUID);
      out.writeLong(session.high());
      out.writeLong(session.low());
    } else {
      out.writeByte(SESSION_TEXT);
      writeText(session.text(), out);
    }
  }

  /** Reads what {@link #writeSession} wrote. */
  public @Nullable SessionId readSession(DataInput in) throws IOException {
    switch (in.readByte()) {
      case SESSION_UUID:
        return SessionId.ofUuid(in.readLong(), in.readLong());
      case SESSION_TEXT:
        int length = readText(in);
        return SessionId.of(new String(text, 0, length, StandardCharsets.UTF_8));
      default:
        return null;
    }
  }

  private @Nullable String readShared(Interner interner, DataInput in) throws IOException {
    int length = readText(in);
    return length == 0 ? null : interner.intern(text, 0, length).text();
  }

  private void writeText(@Nullable String value, DataOutput out) throws IOException {
    if (value == null) {
      out.writeShort(0);
      return;
    }
    int length = value.length();
    if (length > text.length) {
      text = new byte[length * 2];
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c > '~') {
        writeUtf8(value.getBytes(StandardCharsets.UTF_8), out);
        return;
      }
      text[i] = (byte) c;
    }
    out.writeShort(length);
    out.write(text, 0, length);
  }

  /** The length takes two bytes; the JSON readers let no text through that is longer. */
  private static void writeUtf8(byte[] bytes, DataOutput out) throws IOException {
    if (bytes.length > 0xFFFF) {
      throw new IOException("a text of " + bytes.length + " bytes is longer than 65535");
    }
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private int readText(DataInput in) throws IOException {
    int length = in.readUnsignedShort();
    if (length > text.length) {
      text = new byte[length * 2];
    }
    in.readFully(text, 0, length);
    return length;
  }
}
