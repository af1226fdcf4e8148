package io.shopfunnel.source;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Is shown the records of a {@link PartitionBatch} one after the other. */
interface BatchDecoder {
  /**
   * Takes a record.
   *
   * @param array holds the record's value in {@code [from, to)}; not to be written to, and not to
   *     be kept: it may hold other records, too
   * @param from where the value begins
   * @param to where it ends
   * @param coordinates tells where the record stands, and makes a {@link PartitionBatch#deadLetter}
   *     of it; its key and value are of no other use
   */
  void record(byte[] array, int from, int to, ConsumerRecord<?, ?> coordinates);

  /** Takes a record without a value. */
  void noValue(ConsumerRecord<?, ?> coordinates);
}
