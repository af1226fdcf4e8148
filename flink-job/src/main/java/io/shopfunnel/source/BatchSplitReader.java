package io.shopfunnel.source;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Reads partitions, and hands on what a poll brought as one {@link PartitionBatch} for each. */
@SuppressWarnings("try") // That close() may be interrupted is its parent's doing.
final class BatchSplitReader extends PausableSplitReader {
  private final PollDecoder decoder;
  private final KafkaSourceReaderMetrics metrics;

  BatchSplitReader(
      Properties consumer, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    this(consumer, context, metrics, new PollDecoder());
  }

  private BatchSplitReader(
      Properties consumer,
      SourceReaderContext context,
      KafkaSourceReaderMetrics metrics,
      PollDecoder decoder) {
    super(decodingBy(decoder, consumer), context, metrics);
    this.decoder = decoder;
    this.metrics = metrics;
  }

  private static Properties decodingBy(PollDecoder decoder, Properties settings) {
    Properties consumer = new Properties();
    consumer.putAll(settings);
    consumer.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
    consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, EventDeserializer.class.getName());
    consumer.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, PollObserver.class.getName());
    consumer.put(EventDeserializer.DECODER, decoder);
    return consumer;
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    decoder.beginPoll();
    FetchedBatches fetched = FetchedBatches.of(super.fetch(), decoder);
    for (PartitionBatch batch : fetched.batches()) {
      metrics.recordCurrentOffset(
          new TopicPartition(batch.topic(), batch.partition()), batch.offset());
    }
    return fetched;
  }
}
