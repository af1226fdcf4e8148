package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads what {@link WordOutput} wrote. */
final class WordInput {
  private static final int PIECE = 1 << 13;

  private final DataInput in;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);

  WordInput(DataInput in) {
    this.in = in;
  }

  int readInt() throws IOException {
    return in.readInt();
  }

  long readLong() throws IOException {
    return in.readLong();
  }

  Texts readTexts() throws IOException {
    Texts texts = new Texts();
    int count = in.readInt();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    DataInputStream each = new DataInputStream(new ByteArrayInputStream(bytes));
    for (int i = 0; i < count; i++) {
      texts.number(each.readUTF());
    }
    return texts;
  }

  long[] readLongs() throws IOException {
    long[] words = new long[in.readInt()];
    int most = PIECE / Long.BYTES;
    for (int from = 0; from < words.length; from += most) {
      int now = Math.min(most, words.length - from);
      in.readFully(piece.array(), 0, now * Long.BYTES);
      piece.asLongBuffer().get(words, from, now);
    }
    return words;
  }

  int[] readInts() throws IOException {
    int[] numbers = new int[in.readInt()];
    int most = PIECE / Integer.BYTES;
    for (int from = 0; from < numbers.length; from += most) {
      int now = Math.min(most, numbers.length - from);
      in.readFully(piece.array(), 0, now * Integer.BYTES);
      piece.asIntBuffer().get(numbers, from, now);
    }
    return numbers;
  }
}
