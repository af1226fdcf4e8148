package io.shopfunnel.source;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on what batches turned out to be, and moves their partition's offset behind them. */
final class BatchEmitter
    implements RecordEmitter<ConsumerRecord<byte[], byte[]>, EventBatch, KafkaPartitionSplitState> {
  private final Counter recordsIn;

  /**
   * An emitter.
   *
   * @param recordsIn counts records; the reader itself adds one for each batch
   */
  BatchEmitter(Counter recordsIn) {
    this.recordsIn = recordsIn;
  }

  @Override
  public void emitRecord(
      ConsumerRecord<byte[], byte[]> element,
      SourceOutput<EventBatch> output,
      KafkaPartitionSplitState split) {
    PartitionBatch batch = (PartitionBatch) element;
    recordsIn.inc(batch.size() - 1L);
    output.collect(batch.decoded());
    split.setCurrentOffset(batch.offset() + 1);
  }
}
