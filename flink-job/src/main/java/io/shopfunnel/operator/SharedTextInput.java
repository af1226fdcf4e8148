package io.shopfunnel.operator;

import io.shopfunnel.schema.Interner;
import java.io.IOException;
import java.util.function.Function;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * Reads bytes, and hands out the same text again where one recurs: brands and categories name rows
 * of tables, which are found sooner by a text whose hash is known.
 */
final class SharedTextInput extends DataInputDeserializer {
  private final Interner<String> texts = new Interner<>(Function.identity());

  /** A text in Java's form: its length in two bytes, then its bytes. */
  private byte[] text = new byte[Short.BYTES + 64];

  @Override
  public String readUTF() throws IOException {
    int length = readUnsignedShort();
    int end = Short.BYTES + length;
    if (end > text.length) {
      text = new byte[2 * end];
    }
    readFully(text, Short.BYTES, length);
    for (int i = Short.BYTES; i < end; i++) {
      if (text[i] <= 0) {
        return readJavaText(length, end);
      }
    }
    return texts.intern(text, Short.BYTES, end);
  }

  /** Beyond ASCII, Java's form is not UTF-8. */
  private String readJavaText(int length, int end) throws IOException {
    text[0] = (byte) (length >> 8);
    text[1] = (byte) length;
    return new DataInputDeserializer(text, 0, end).readUTF();
  }
}
