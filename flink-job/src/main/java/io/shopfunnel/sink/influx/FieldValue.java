package io.shopfunnel.sink.influx;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A field's value behind a byte for its type. */
final class FieldValue {
  private static final byte LONG = 0;
  private static final byte TRUE = 1;
  private static final byte FALSE = 2;
  private static final byte STRING = 3;

  private FieldValue() {}

  static void write(Object value, DataOutputView target) throws IOException {
    if (value instanceof Long number) {
      target.writeByte(LONG);
      target.writeLong(number);
    } else if (value instanceof Boolean flag) {
      target.writeByte(flag ? TRUE : FALSE);
    } else if (value instanceof String string) {
      target.writeByte(STRING);
      target.writeUTF(string);
    } else {
      throw new IOException("a field is no Long, Boolean or String: " + value.getClass());
    }
  }

  static Object read(DataInputView source) throws IOException {
    byte type = source.readByte();
    return switch (type) {
      case LONG -> source.readLong();
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case STRING -> source.readUTF();
      default -> throw new IOException("no field type has the number " + type);
    };
  }
}
