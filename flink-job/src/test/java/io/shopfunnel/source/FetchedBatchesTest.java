package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FetchedBatchesTest {
  @Test
  void eachSplitHasOneElementWithAllItsRecords() {
    FetchedBatches fetched =
        FetchedBatches.of(
            new RecordsBySplits<ConsumerRecord<?, ?>>(
                Map.of(
                    "events-0",
                    List.of(record(0, 1, 0, "a", "1"), record(0, 2, 0, "a", "2")),
                    "events-1",
                    List.of(),
                    "events-2",
                    List.of(record(2, 9, 0, "a", "3"))),
                Set.of("events-1", "events-2")));
    Map<String, String> seen = new TreeMap<>();
    for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
      PartitionBatch batch = fetched.nextRecordFromSplit();
      seen.put(split, batch.size() + " to " + batch.offset());
      assertThat(fetched.nextRecordFromSplit()).isNull();
    }
    assertThat(seen).hasToString("{events-0=2 to 2, events-2=1 to 9}");
    assertThat(fetched.nextSplit()).isNull();
    assertThat(fetched.finishedSplits()).containsExactlyInAnyOrder("events-1", "events-2");
  }

  @Test
  void aFetchWithoutRecordsStillTellsWhatIsFinished() {
    FetchedBatches fetched =
        FetchedBatches.of(new RecordsBySplits<ConsumerRecord<?, ?>>(Map.of(), Set.of("events-4")));
    assertThat(fetched.nextSplit()).isNull();
    assertThat(fetched.finishedSplits()).containsExactly("events-4");
  }
}
