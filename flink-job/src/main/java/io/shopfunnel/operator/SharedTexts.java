package io.shopfunnel.operator;

import io.shopfunnel.schema.InternedText;
import io.shopfunnel.schema.Interner;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads texts that recur, and hands out the same object again where one does: its hash is known,
 * and nothing is allocated. For one thread.
 */
final class SharedTexts {
  private final Interner texts = new Interner();
  private byte[] bytes = new byte[256];

  /** Writes a text: its length in UTF-8, of at most 65,535 bytes, and its bytes. */
  static void write(String text, DataOutput out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  /** Reads what {@link #write} wrote. */
  InternedText read(DataInput in) throws IOException {
    int length = in.readUnsignedShort();
    if (bytes.length < length) {
      bytes = new byte[2 * length];
    }
    in.readFully(bytes, 0, length);
    return texts.intern(bytes, 0, length);
  }
}
