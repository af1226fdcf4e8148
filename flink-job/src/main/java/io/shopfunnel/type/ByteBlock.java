package io.shopfunnel.type;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bytes behind their number, which are read at once. Flink restores state from a file that nothing
 * buffers: a value that is read number by number costs a call to the kernel for each byte.
 */
public final class ByteBlock {
  private static final int FIRST_BYTES = 256;

  private ByteBlock() {}

  /** What writes the bytes. */
  @FunctionalInterface
  public interface Body {
    /** Writes them. */
    void write(DataOutputView target) throws IOException;
  }

  /** Writes their number and then the bytes. */
  public static void write(Body body, DataOutputView target) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(FIRST_BYTES);
    body.write(bytes);
    target.writeInt(bytes.length());
    target.write(bytes.getSharedBuffer(), 0, bytes.length());
  }

  /** The bytes that {@link #write} wrote. */
  public static DataInputView read(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new DataInputDeserializer(bytes);
  }
}
