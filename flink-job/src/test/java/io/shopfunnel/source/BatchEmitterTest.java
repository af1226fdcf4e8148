package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchEmitterTest {
  private static final ShopEvent EVENT =
      TestingEvents.event(
          TestingEvents.at("10:00"), EventType.CART, 7, "s", 3, "acme", "x.y", 199, 4);

  @Test
  void decodesTheBatchCountsItsRecordsAndMovesTheOffsetBehindIt() {
    PollDecoder decoder = new PollDecoder();
    List<ConsumerRecord<ByteBuffer, Object>> records =
        TestingRecords.decodedBy(
            decoder,
            List.of(
                record(0, 5, 2_000, "a", "1"),
                record(0, 6, 3_000, "a", new String(new JsonEventEncoder().encode(EVENT), UTF_8)),
                record(0, 8, 1_000, "a", "3")));
    PartitionBatch batch = new PartitionBatch(records, decoder.batchOf(records));
    KafkaPartitionSplitState split =
        new KafkaPartitionSplitState(
            new KafkaPartitionSplit(new TopicPartition(TestingRecords.TOPIC, 0), 5));
    SimpleCounter recordsIn = new SimpleCounter();
    Emitted emitted = new Emitted();
    // The reader counts the element itself before it emits it.
    recordsIn.inc();
    new BatchEmitter(recordsIn).emitRecord(batch, emitted, split);

    assertThat(emitted.deadLetters).containsExactly(5L, 8L);
    assertThat(emitted.events).containsExactly(EVENT);
    assertThat(recordsIn.getCount()).isEqualTo(3);
    assertThat(split.getCurrentOffset()).isEqualTo(9);
  }

  private static final class Emitted implements SourceOutput<EventBatch> {
    private final List<ShopEvent> events = new ArrayList<>();
    private List<Long> deadLetters = List.of();

    @Override
    public void collect(EventBatch batch) {
      for (int i = 0; i < batch.events().size(); i++) {
        events.add(batch.events().event(i));
      }
      deadLetters = batch.deadLetters().stream().map(DeadLetter::offset).toList();
      assertThat(batch.greatestTime()).isEqualTo(EVENT.eventTime());
    }

    @Override
    public void collect(EventBatch batch, long timestamp) {
      throw new AssertionError("with a timestamp that is no event time");
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }
}
