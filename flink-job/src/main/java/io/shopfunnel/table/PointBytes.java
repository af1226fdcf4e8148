package io.shopfunnel.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How the texts and values of points are written to state. */
final class PointBytes {
  private static final byte LONG = 0;
  private static final byte BOOLEAN = 1;
  private static final byte TEXT = 2;

  private PointBytes() {}

  static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeShort(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> readTexts(DataInput in) throws IOException {
    String[] texts = new String[in.readShort()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readUTF();
    }
    return List.of(texts);
  }

  static void writeValues(List<Object> values, DataOutput out) throws IOException {
    out.writeShort(values.size());
    for (Object value : values) {
      if (value instanceof Long number) {
        out.writeByte(LONG);
        out.writeLong(number);
      } else if (value instanceof Boolean flag) {
        out.writeByte(BOOLEAN);
        out.writeBoolean(flag);
      } else {
        out.writeByte(TEXT);
        out.writeUTF(value.toString());
      }
    }
  }

  static List<Object> readValues(DataInput in) throws IOException {
    Object[] values = new Object[in.readShort()];
    for (int i = 0; i < values.length; i++) {
      byte kind = in.readByte();
      values[i] =
          kind == LONG
              ? (Object) in.readLong()
              : kind == BOOLEAN ? (Object) in.readBoolean() : in.readUTF();
    }
    return List.of(values);
  }
}
