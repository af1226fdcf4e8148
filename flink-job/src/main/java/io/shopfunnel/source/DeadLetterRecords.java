package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Dead letters as Kafka records: key and value as they came; reason, field, topic, partition and
 * offset as headers.
 */
public final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
  private final String topic;

  /** Records for that topic. */
  public DeadLetterRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    // A record's timestamp may be absent (-1), which a producer does not take.
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, null, Math.max(0, letter.timestamp()), letter.key(), letter.value());
    Headers headers = record.headers();
    headers.add("stage", "job".getBytes(UTF_8));
    headers.add("reason", letter.reason().getBytes(UTF_8));
    headers.add("field", letter.field().getBytes(UTF_8));
    headers.add("topic", letter.topic().getBytes(UTF_8));
    headers.add("partition", Integer.toString(letter.partition()).getBytes(UTF_8));
    headers.add("offset", Long.toString(letter.offset()).getBytes(UTF_8));
    return record;
  }
}
