package io.shopfunnel.source;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows a {@link PollDecoder} the records of a poll by partition, which the connector hands out one
 * by one. The consumer makes it.
 */
public final class PollObserver implements ConsumerInterceptor<ByteBuffer, Object> {
  @SuppressWarnings("NullAway.Init") // The consumer calls configure() first.
  private PollDecoder decoder;

  @Override
  public void configure(Map<String, ?> settings) {
    decoder = EventDeserializer.decoder(settings);
  }

  @Override
  public ConsumerRecords<ByteBuffer, Object> onConsume(
      ConsumerRecords<ByteBuffer, Object> records) {
    decoder.endPoll(records);
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
