package io.shopfunnel.bench.streams;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;

/**
 * What one partition has counted so far: the whole, not the difference, so that a repetition after
 * a crash changes nothing.
 *
 * @param partition of the events
 * @param count so far
 */
record Partial(int partition, long count) {
  static Serde<Partial> serde() {
    return Binary.serde(Partial::bytes, Partial::ofBytes);
  }

  private byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(partition).putLong(count).array();
  }

  private static Partial ofBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Partial(buffer.getInt(), buffer.getLong());
  }
}
