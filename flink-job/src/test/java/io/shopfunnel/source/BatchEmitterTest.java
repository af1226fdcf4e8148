package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchEmitterTest {
  @Test
  void countsRecordsHandsTheBatchOnAndMovesTheOffsetBehindIt() {
    PartitionBatch batch =
        new PartitionBatch(
            List.of(
                record(0, 5, 2_000, "a", "1"),
                record(0, 6, 3_000, "a", "2"),
                record(0, 8, 1_000, "a", "3")));
    KafkaPartitionSplitState split =
        new KafkaPartitionSplitState(
            new KafkaPartitionSplit(new TopicPartition(TestingRecords.TOPIC, 0), 5));
    SimpleCounter recordsIn = new SimpleCounter();
    Emitted emitted = new Emitted();
    // The reader counts the element itself before it emits it.
    recordsIn.inc();
    new BatchEmitter(recordsIn).emitRecord(batch, emitted, split);

    assertThat(emitted.element).isSameAs(batch);
    assertThat(emitted.timestamp).isEqualTo(3_000);
    assertThat(recordsIn.getCount()).isEqualTo(3);
    assertThat(split.getCurrentOffset()).isEqualTo(9);
  }

  private static final class Emitted implements SourceOutput<PartitionBatch> {
    private PartitionBatch element;
    private long timestamp;

    @Override
    public void collect(PartitionBatch collected) {
      throw new AssertionError("without a timestamp");
    }

    @Override
    public void collect(PartitionBatch collected, long itsTimestamp) {
      element = collected;
      timestamp = itsTimestamp;
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
