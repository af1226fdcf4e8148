package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as Kafka records: key and value as they came; reason, field, topic, partition and
 * offset as headers.
 *
 * <p>A producer refuses records beyond 1 MiB before it compresses them, which those that came
 * compressed may be; and a job that cannot write its dead letters stops for good. So a value of
 * more than {@value #MOST_VALUE_BYTES} bytes is cut to that, and a key of more than {@value
 * #MOST_KEY_BYTES}; the headers {@code truncated} and {@code key_truncated} then hold the number of
 * bytes that it had.
 */
public final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
  static final int MOST_VALUE_BYTES = 900_000;
  static final int MOST_KEY_BYTES = 50_000;

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
            topic,
            null,
            Math.max(0, letter.timestamp()),
            cut(letter.key(), MOST_KEY_BYTES),
            cut(letter.value(), MOST_VALUE_BYTES));
    Headers headers = record.headers();
    headers.add("stage", "job".getBytes(UTF_8));
    headers.add("reason", letter.reason().getBytes(UTF_8));
    headers.add("field", letter.field().getBytes(UTF_8));
    headers.add("topic", letter.topic().getBytes(UTF_8));
    headers.add("partition", Integer.toString(letter.partition()).getBytes(UTF_8));
    headers.add("offset", Long.toString(letter.offset()).getBytes(UTF_8));
    addWhereCut(headers, "key_truncated", letter.key(), record.key());
    addWhereCut(headers, "truncated", letter.value(), record.value());
    return record;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private static void addWhereCut(
      Headers headers, String name, byte @Nullable [] whole, byte @Nullable [] sent) {
    if (whole != null && sent != null && sent.length < whole.length) {
      headers.add(name, Integer.toString(whole.length).getBytes(UTF_8));
    }
  }
}
