package io.shopfunnel.source;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads partitions, and hands on what a poll brought as one {@link PartitionBatch} for each. */
@SuppressWarnings("try") // That close() may be interrupted is its parent's doing.
final class BatchSplitReader extends PausableSplitReader {
  BatchSplitReader(
      Properties consumer, SourceReaderContext context, KafkaSourceReaderMetrics metrics) {
    super(consumer, context, metrics);
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    return FetchedBatches.of(super.fetch());
  }
}
