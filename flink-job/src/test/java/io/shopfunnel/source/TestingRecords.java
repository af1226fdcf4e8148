package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer hands them out whose keys and values are views. */
final class TestingRecords {
  static final String TOPIC = "shop-events";

  private TestingRecords() {}

  /** A record of which key and value stand among other bytes. */
  static ConsumerRecord<ByteBuffer, ByteBuffer> record(
      int partition, long offset, long timestamp, String key, String value) {
    return new ConsumerRecord<>(
        TOPIC,
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        view(key),
        view(value),
        new RecordHeaders(),
        Optional.empty());
  }

  /** The same records as a consumer hands them out whose values a decoder has decoded. */
  static List<ConsumerRecord<ByteBuffer, Object>> decodedBy(
      PollDecoder decoder, List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    return records.stream()
        .map(
            record ->
                new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    record.key(),
                    record.value() == null ? null : decoder.decode(record.value()),
                    new RecordHeaders(),
                    Optional.<Integer>empty()))
        .toList();
  }

  /** A batch of nothing but events. */
  static EventBatch batch(EventDraft... events) {
    EventBlock block = new EventBlock(EventBatch.NO_KEY);
    Stream.of(events).forEach(block::add);
    return new EventBatch(block, List.of());
  }

  private static ByteBuffer view(String text) {
    if (text == null) {
      return null;
    }
    byte[] bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(bytes.length + 7)
        .position(2)
        .slice()
        .put(1, bytes)
        .slice(1, bytes.length);
  }
}
