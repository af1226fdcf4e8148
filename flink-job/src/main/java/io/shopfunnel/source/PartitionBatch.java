package io.shopfunnel.source;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * What one poll brought of one partition, decoded, as one element of the source: what a source does
 * for each of its elements is done once for all of them.
 *
 * <p>To the source's reader it is the last of its records, without key and value: its offset is the
 * last one's, so that a checkpoint holds all of the batch or nothing. It never leaves the reader.
 */
final class PartitionBatch extends ConsumerRecord<byte[], byte[]> {
  private final int size;
  private final EventBatch decoded;

  /**
   * A batch.
   *
   * @param records at least one; all of one partition, in the order of their offsets
   * @param decoded what they turned out to be
   */
  PartitionBatch(List<? extends ConsumerRecord<?, ?>> records, EventBatch decoded) {
    this(records.get(records.size() - 1), records.size(), decoded);
  }

  private PartitionBatch(ConsumerRecord<?, ?> last, int size, EventBatch decoded) {
    super(
        last.topic(),
        last.partition(),
        last.offset(),
        last.timestamp(),
        TimestampType.CREATE_TIME,
        NULL_SIZE,
        NULL_SIZE,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
    this.size = size;
    this.decoded = decoded;
  }

  /** How many records there are. */
  int size() {
    return size;
  }

  /** What the records turned out to be; until it is recycled. */
  EventBatch decoded() {
    return decoded;
  }
}
