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
  private final List<SplitBatch> batches;
  private final RecordsWithSplitIds<?> fetched;
  private final PollDecoder decoder;
  private final Iterator<SplitBatch> left;
  private @Nullable PartitionBatch next;

  private FetchedBatches(
      List<SplitBatch> batches, RecordsWithSplitIds<?> fetched, PollDecoder decoder) {
    this.batches = batches;
    this.fetched = fetched;
    this.decoder = decoder;
    this.left = batches.iterator();
  }

  /**
   * The batches of what was fetched.
   *
   * @param decoder has decoded it
   */
  static FetchedBatches of(
      RecordsWithSplitIds<? extends ConsumerRecord<?, ?>> fetched, PollDecoder decoder) {
    List<SplitBatch> batches = new ArrayList<>();
    for (String split = fetched.nextSplit(); split != null; split = fetched.nextSplit()) {
      // Only a split that ends here may have been sent more records than belong to it.
      List<? extends ConsumerRecord<?, ?>> records =
          fetched.finishedSplits().contains(split)
              ? recordsUpToTheEnd(fetched)
              : decoder.recordsOf(split);
      if (!records.isEmpty()) {
        PartitionBatch batch = new PartitionBatch(records, decoder.batchOf(records));
        batches.add(new SplitBatch(split, batch));
      }
    }
    return new FetchedBatches(batches, fetched, decoder);
  }

  private static List<ConsumerRecord<?, ?>> recordsUpToTheEnd(
      RecordsWithSplitIds<? extends ConsumerRecord<?, ?>> fetched) {
    List<ConsumerRecord<?, ?>> records = new ArrayList<>();
    ConsumerRecord<?, ?> record = fetched.nextRecordFromSplit();
    while (record != null) {
      records.add(record);
      record = fetched.nextRecordFromSplit();
    }
    return records;
  }

  /** The batches. */
  List<PartitionBatch> batches() {
    return batches.stream().map(SplitBatch::batch).toList();
  }

  @Override
  public @Nullable String nextSplit() {
    if (!left.hasNext()) {
      return null;
    }
    SplitBatch split = left.next();
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
    for (SplitBatch split : batches) {
      decoder.recycle(split.batch().decoded());
    }
  }

  private record SplitBatch(String id, PartitionBatch batch) {}
}
