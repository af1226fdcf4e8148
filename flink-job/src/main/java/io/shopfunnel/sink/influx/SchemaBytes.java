package io.shopfunnel.sink.influx;

import io.shopfunnel.table.PointSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Schemas as bytes, and back to one shared instance each. There are few schemas and many points, so
 * both ways are remembered.
 */
final class SchemaBytes {
  private final Map<PointSchema, byte[]> bytesOfSchema = new HashMap<>();
  private final Map<ByteBuffer, PointSchema> schemaOfBytes = new HashMap<>();
  private byte[] scratch = new byte[256];

  void write(PointSchema schema, DataOutputView target) throws IOException {
    byte[] bytes = bytesOfSchema.get(schema);
    if (bytes == null) {
      bytes = encoded(schema);
      bytesOfSchema.put(schema, bytes);
    }
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  PointSchema read(DataInputView source) throws IOException {
    int length = source.readInt();
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    source.readFully(scratch, 0, length);
    PointSchema known = schemaOfBytes.get(ByteBuffer.wrap(scratch, 0, length));
    if (known != null) {
      return known;
    }
    byte[] bytes = Arrays.copyOf(scratch, length);
    PointSchema schema = decoded(bytes);
    schemaOfBytes.put(ByteBuffer.wrap(bytes), schema);
    return schema;
  }

  private static byte[] encoded(PointSchema schema) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    out.writeUTF(schema.measurement());
    writeNames(schema.tagNames(), out);
    writeNames(schema.fieldNames(), out);
    return out.getCopyOfBuffer();
  }

  private static PointSchema decoded(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    return new PointSchema(in.readUTF(), readNames(in), readNames(in));
  }

  private static void writeNames(List<String> names, DataOutputView out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  private static List<String> readNames(DataInputView in) throws IOException {
    int size = in.readInt();
    List<String> names = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      names.add(in.readUTF());
    }
    return names;
  }
}
