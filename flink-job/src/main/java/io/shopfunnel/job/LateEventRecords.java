package io.shopfunnel.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.operator.LateEvent;
import io.shopfunnel.schema.JsonEventEncoder;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Late events as Kafka records: keyed and timed like the events they are, with the watermark that
 * they were behind, and by how much, as headers.
 */
final class LateEventRecords implements KafkaRecordSerializationSchema<LateEvent> {
  private final String topic;

  LateEventRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LateEvent late, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            late.event().eventTime(),
            Long.toString(late.event().userId()).getBytes(UTF_8),
            new JsonEventEncoder().encode(late.event()));
    record.headers().add("watermark", Long.toString(late.watermark()).getBytes(UTF_8));
    record.headers().add("late_by_ms", Long.toString(late.lateByMillis()).getBytes(UTF_8));
    return record;
  }
}
