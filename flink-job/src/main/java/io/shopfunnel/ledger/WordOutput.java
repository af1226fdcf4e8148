package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;
import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes arrays of longs and ints, in pieces large enough to cost little. */
final class WordOutput {
  private static final int PIECE = 1 << 13;

  private final DataOutput out;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);

  WordOutput(DataOutput out) {
    this.out = out;
  }

  void writeInt(int number) throws IOException {
    out.writeInt(number);
  }

  void writeLong(long number) throws IOException {
    out.writeLong(number);
  }

  /** The first so many texts, as one run of bytes, so that they are read at once. */
  void writeTexts(Texts texts, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream each = new DataOutputStream(bytes);
    for (int i = 0; i < count; i++) {
      each.writeUTF(texts.text(i));
    }
    out.writeInt(count);
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  void writeLongs(long[] words, int count) throws IOException {
    out.writeInt(count);
    int most = PIECE / Long.BYTES;
    for (int from = 0; from < count; from += most) {
      int now = Math.min(most, count - from);
      piece.asLongBuffer().put(words, from, now);
      out.write(piece.array(), 0, now * Long.BYTES);
    }
  }

  void writeInts(int[] numbers, int count) throws IOException {
    out.writeInt(count);
    int most = PIECE / Integer.BYTES;
    for (int from = 0; from < count; from += most) {
      int now = Math.min(most, count - from);
      piece.asIntBuffer().put(numbers, from, now);
      out.write(piece.array(), 0, now * Integer.BYTES);
    }
  }
}
