package io.shopfunnel.source;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The connector's {@link KafkaSource}, but for three things.
 *
 * <ul>
 *   <li>Its elements are {@link EventBatch}es: what one poll brought of one partition, decoded
 *       within the poll. What follows must be chained.
 *   <li>Its readers bear that a partition which they are told to pause has been read to its end.
 *       The connector's own fail then ("No current assignment for partition"), which makes
 *       watermark alignment and a bounded run exclude each other.
 *   <li>A bounded run that goes on from a checkpoint under a new job manager ends ({@link
 *       RestoredEnumerator}).
 * </ul>
 */
public final class BatchSource
    implements Source<EventBatch, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<EventBatch> {
  private final KafkaSource<?> kafka;
  private final Properties consumer;

  /**
   * A source of records.
   *
   * @param kafka the connector's source, which finds partitions and offsets; its deserializer is
   *     not used
   * @param consumer the consumers' settings
   */
  public BatchSource(KafkaSource<?> kafka, Properties consumer) {
    this.kafka = kafka;
    this.consumer = new Properties();
    this.consumer.putAll(consumer);
    this.consumer.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<EventBatch, KafkaPartitionSplit> createReader(SourceReaderContext context) {
    NativeLz4.warnWhereAbsent();
    KafkaSourceReaderMetrics metrics = new KafkaSourceReaderMetrics(context.metricGroup());
    FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> queue =
        new FutureCompletingBlockingQueue<>();
    KafkaSourceFetcherManager fetchers =
        new KafkaSourceFetcherManager(
            queue, () -> new BatchSplitReader(consumer, context, metrics), finishedSplits -> {});
    return new KafkaSourceReader<>(
        queue,
        fetchers,
        new BatchEmitter(context.metricGroup().getIOMetricGroup().getNumRecordsInCounter()),
        new Configuration(),
        context,
        metrics);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restored =
        kafka.restoreEnumerator(context, checkpoint);
    boolean endsByItself =
        getBoundedness() == Boundedness.BOUNDED && checkpoint.initialDiscoveryFinished();
    return endsByItself ? new RestoredEnumerator(restored, context) : restored;
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<EventBatch> getProducedType() {
    return EventBatch.TYPE;
  }
}
