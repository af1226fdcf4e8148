package io.shopfunnel.source;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * The records that one poll brought of one partition, as one element of the source: what a source
 * does for each of its elements is done once for all of them.
 *
 * <p>To the source's reader it is the last of its records, without key and value: its offset is the
 * last one's, so that a checkpoint holds all of the batch or nothing. Its timestamp is the greatest
 * one of its records. It never leaves the reader.
 */
final class PartitionBatch extends ConsumerRecord<byte[], byte[]> {
  private final List<? extends ConsumerRecord<?, ?>> records;

  /**
   * A batch.
   *
   * @param records at least one; all of one partition, in the order of their offsets, with {@link
   *     ByteBuffer}s that an array backs for keys and values
   */
  PartitionBatch(List<? extends ConsumerRecord<?, ?>> records) {
    this(records, records.get(records.size() - 1));
  }

  private PartitionBatch(List<? extends ConsumerRecord<?, ?>> records, ConsumerRecord<?, ?> last) {
    super(
        last.topic(),
        last.partition(),
        last.offset(),
        records.stream().mapToLong(ConsumerRecord::timestamp).max().orElse(NO_TIMESTAMP),
        TimestampType.CREATE_TIME,
        NULL_SIZE,
        NULL_SIZE,
        null,
        null,
        new RecordHeaders(),
        Optional.empty());
    this.records = records;
  }

  /** How many records there are. */
  int size() {
    return records.size();
  }

  /** Shows each record, in the order of their offsets. */
  void forEach(BatchDecoder decoder) {
    for (int i = 0; i < records.size(); i++) {
      show(records.get(i), decoder);
    }
  }

  private static void show(ConsumerRecord<?, ?> record, BatchDecoder decoder) {
    ByteBuffer value = (ByteBuffer) record.value();
    if (value == null) {
      decoder.noValue(record);
    } else {
      int from = value.arrayOffset() + value.position();
      decoder.record(value.array(), from, from + value.remaining(), record);
    }
  }

  /**
   * A record of a batch as a dead letter, with copies of its key and value.
   *
   * @param record as a {@link BatchDecoder} is shown it
   * @param field the field at fault; empty where the whole record is
   * @param reason what is wrong
   */
  static DeadLetter deadLetter(ConsumerRecord<?, ?> record, String field, String reason) {
    return new DeadLetter(
        bytes((ByteBuffer) record.key()),
        bytes((ByteBuffer) record.value()),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        field,
        reason);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
