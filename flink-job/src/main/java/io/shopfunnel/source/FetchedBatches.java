package io.shopfunnel.source;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a poll brought, a {@link PartitionBatch} for each partition with records. A partition whose
 * records all lie behind its end has no batch.
 */
final class FetchedBatches implements RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> {
  private final Iterator<SplitBatch> batches;
  private final RecordsWithSplitIds<?> fetched;
  private @Nullable PartitionBatch next;

  private FetchedBatches(List<SplitBatch> batches, RecordsWithSplitIds<?> fetched) {
    this.batches = batches.iterator();
    this.fetched = fetched;
  }

  /**
   * The batches of what was fetched. All records are taken at once, by the thread that fetches: the
   * connector's metrics of offsets are its, too, and so they tell what was fetched.
   */
  static FetchedBatches of(RecordsWithSplitIds<? extends ConsumerRecord<?, ?>> fetched) {
    List<SplitBatch> batches = new ArrayList<>();
    for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
      List<ConsumerRecord<?, ?>> records = recordsOfSplit(fetched);
      if (!records.isEmpty()) {
        batches.add(new SplitBatch(split, new PartitionBatch(records)));
      }
    }
    return new FetchedBatches(batches, fetched);
  }

  private static List<ConsumerRecord<?, ?>> recordsOfSplit(
      RecordsWithSplitIds<? extends ConsumerRecord<?, ?>> fetched) {
    List<ConsumerRecord<?, ?>> records = new ArrayList<>();
    ConsumerRecord<?, ?> record = fetched.nextRecordFromSplit();
    while (record != null) {
      records.add(record);
      record = fetched.nextRecordFromSplit();
    }
    return records;
  }

  @Override
  public @Nullable String nextSplit() {
    if (!batches.hasNext()) {
      return null;
    }
    SplitBatch split = batches.next();
    next = split.batch();
    return split.id();
  }

  @Override
  public @Nullable PartitionBatch nextRecordFromSplit() {
    PartitionBatch batch = next;
    next = null;
    return batch;
  }

  @Override
  public Set<String> finishedSplits() {
    return fetched.finishedSplits();
  }

  @Override
  public void recycle() {
    fetched.recycle();
  }

  private record SplitBatch(String id, PartitionBatch batch) {}
}
