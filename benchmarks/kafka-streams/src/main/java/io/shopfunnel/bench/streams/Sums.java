package io.shopfunnel.bench.streams;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serde;

/**
 * What the partitions have counted of one number; the result is their sum.
 *
 * @param counts by partition
 */
record Sums(long[] counts) {
  static Sums none() {
    return new Sums(new long[0]);
  }

  /** These with what one partition has counted by now. */
  Sums with(Partial partial) {
    long[] more = Arrays.copyOf(counts, Math.max(counts.length, partial.partition() + 1));
    more[partial.partition()] = partial.count();
    return new Sums(more);
  }

  long total() {
    return Arrays.stream(counts).sum();
  }

  static Serde<Sums> serde() {
    return Binary.serde(Sums::bytes, Sums::ofBytes);
  }

  private byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(counts.length * Long.BYTES);
    buffer.asLongBuffer().put(counts);
    return buffer.array();
  }

  private static Sums ofBytes(byte[] bytes) {
    long[] counts = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
    return new Sums(counts);
  }
}
