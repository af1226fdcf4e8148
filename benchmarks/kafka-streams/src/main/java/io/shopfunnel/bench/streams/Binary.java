package io.shopfunnel.bench.streams;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Makes serdes of two functions; nothing is nothing both ways, as stores delete by null. */
final class Binary {
  private Binary() {}

  static <T> Serde<T> serde(Function<T, byte[]> toBytes, Function<byte[], T> ofBytes) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : toBytes.apply(value),
        (topic, bytes) -> bytes == null ? null : ofBytes.apply(bytes));
  }
}
