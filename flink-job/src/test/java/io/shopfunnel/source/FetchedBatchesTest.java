package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.decodedBy;
import static io.shopfunnel.source.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FetchedBatchesTest {
  private final PollDecoder decoder = new PollDecoder();

  private static String split(int partition) {
    return TestingRecords.TOPIC + "-" + partition;
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(TestingRecords.TOPIC, number);
  }

  @Test
  void eachSplitHasOneElementWithAllItsRecordsUpToItsEnd() {
    List<ConsumerRecord<ByteBuffer, Object>> first =
        decodedBy(decoder, List.of(record(0, 1, 0, "a", "1"), record(0, 2, 0, "a", "2")));
    List<ConsumerRecord<ByteBuffer, Object>> ending =
        decodedBy(
            decoder, List.of(record(2, 9, 0, "a", "3"), record(2, 10, 0, "a", "behind the end")));
    decoder.endPoll(
        new ConsumerRecords<>(Map.of(partition(0), first, partition(2), ending), Map.of()));
    FetchedBatches fetched =
        FetchedBatches.of(
            new RecordsBySplits<ConsumerRecord<?, ?>>(
                Map.of(
                    split(0),
                    List.<ConsumerRecord<?, ?>>copyOf(first),
                    split(1),
                    List.of(),
                    split(2),
                    List.of(ending.get(0))),
                Set.of(split(1), split(2))),
            decoder);
    assertThat(fetched.batches()).hasSize(2);
    Map<String, String> seen = new TreeMap<>();
    for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
      PartitionBatch batch = fetched.nextRecordFromSplit();
      int letters = batch.decoded().deadLetters().size();
      seen.put(split, batch.size() + " to " + batch.offset() + ", decoded " + letters);
      assertThat(fetched.nextRecordFromSplit()).isNull();
    }
    assertThat(seen)
        .hasToString("{shop-events-0=2 to 2, decoded 2, shop-events-2=1 to 9, decoded 1}");
    assertThat(fetched.nextSplit()).isNull();
    assertThat(fetched.finishedSplits()).containsExactlyInAnyOrder(split(1), split(2));
  }

  @Test
  void aFetchWithoutRecordsStillTellsWhatIsFinished() {
    decoder.beginPoll();
    FetchedBatches fetched =
        FetchedBatches.of(
            new RecordsBySplits<ConsumerRecord<?, ?>>(Map.of(), Set.of("events-4")), decoder);
    assertThat(fetched.nextSplit()).isNull();
    assertThat(fetched.finishedSplits()).containsExactly("events-4");
  }
}
