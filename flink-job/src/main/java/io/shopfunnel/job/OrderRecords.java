package io.shopfunnel.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.schema.JsonOrderEncoder;
import io.shopfunnel.schema.ShopOrder;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Orders as Kafka records: keyed by user, so that the versions of an order follow each other, and
 * timed by the last purchase.
 */
final class OrderRecords implements KafkaRecordSerializationSchema<ShopOrder> {
  private final String topic;

  OrderRecords(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ShopOrder order, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic,
        null,
        order.lastTime(),
        Long.toString(order.userId()).getBytes(UTF_8),
        JsonOrderEncoder.encode(order));
  }
}
