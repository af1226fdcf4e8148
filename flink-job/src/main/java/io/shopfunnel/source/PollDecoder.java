package io.shopfunnel.source;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Decodes records within the consumer's poll, at the moment when the consumer has unpacked each and
 * its bytes are in the processor's cache. What cannot be decoded becomes a dead letter, so the job
 * lives on.
 *
 * <p>A record's value is then the place of its event among all that the poll brought, or a {@link
 * Refusal}. The consumer hands out the records of a partition in the order in which it decoded
 * them, and no other partition's between them; so the events of a partition lie side by side.
 *
 * <p>One for each consumer; only {@link #recycle} may be called by another thread.
 */
final class PollDecoder {
  private final JsonEventDecoder json = new JsonEventDecoder();
  private final EventDraft draft = new EventDraft();

  /** Blocks whose events have been handed on. */
  private final Queue<EventBlock> spare = new ConcurrentLinkedQueue<>();

  private Integer[] places = {};
  private EventBlock events = new EventBlock(EventBatch.NO_KEY);
  private @Nullable ConsumerRecords<?, ?> polled;

  /**
   * Why a record is no event.
   *
   * @param value the record's value; null where it has none
   * @param field the field at fault; empty where the whole record is
   * @param reason what is wrong
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Refusal(byte @Nullable [] value, String field, String reason) {}

  /** Forgets what the last poll brought. */
  void beginPoll() {
    events.clear();
    polled = null;
  }

  /**
   * Decodes a record's value.
   *
   * @param value backed by an array; not kept
   * @return the place of its event, or a {@link Refusal}
   */
  Object decode(ByteBuffer value) {
    int from = value.arrayOffset() + value.position();
    try {
      json.decode(value.array(), from, from + value.remaining(), draft);
    } catch (MalformedEventException e) {
      return new Refusal(bytes(value), e.field(), e.reason());
    }
    int place = events.size();
    events.add(draft);
    if (place >= places.length) {
      addPlaces();
    }
    return places[place];
  }

  private void addPlaces() {
    int known = places.length;
    places = Arrays.copyOf(places, Math.max(1_024, 2 * known));
    Arrays.setAll(places, place -> place < known ? places[place] : Integer.valueOf(place));
  }

  /** Takes all that the poll brought. */
  void endPoll(ConsumerRecords<?, ?> records) {
    polled = records;
  }

  /** What the poll brought of a split. */
  List<? extends ConsumerRecord<?, ?>> recordsOf(String split) {
    if (polled != null) {
      for (TopicPartition partition : polled.partitions()) {
        if (KafkaPartitionSplit.toSplitId(partition).equals(split)) {
          return polled.records(partition);
        }
      }
    }
    return List.of();
  }

  /**
   * What records turned out to be.
   *
   * @param records of the poll, all of one partition, at least one
   */
  EventBatch batchOf(List<? extends ConsumerRecord<?, ?>> records) {
    Object first = records.get(0).value();
    Object last = records.get(records.size() - 1).value();
    if (first instanceof Integer from
        && last instanceof Integer to
        && to - from == records.size() - 1) {
      return new EventBatch(events(from, records.size()), List.of());
    }
    List<DeadLetter> letters = new ArrayList<>();
    int from = 0;
    int count = 0;
    for (ConsumerRecord<?, ?> record : records) {
      if (record.value() instanceof Integer place) {
        from = place - count;
        count++;
      } else {
        letters.add(deadLetter(record));
      }
    }
    return new EventBatch(events(from, count), letters);
  }

  private EventBlock events(int from, int count) {
    if (count == events.size()) {
      EventBlock all = events;
      events = spareBlock();
      return all;
    }
    EventBlock part = spareBlock();
    for (int i = 0; i < count; i++) {
      part.add(events, from + i);
    }
    return part;
  }

  private EventBlock spareBlock() {
    EventBlock block = spare.poll();
    return block == null ? new EventBlock(EventBatch.NO_KEY) : block;
  }

  /** Takes back a batch that nobody needs any more. */
  void recycle(EventBatch batch) {
    batch.events().clear();
    spare.add(batch.events());
  }

  /** A record as a dead letter, with a copy of its key. */
  private static DeadLetter deadLetter(ConsumerRecord<?, ?> record) {
    Refusal refusal =
        record.value() instanceof Refusal known
            ? known
            : new Refusal(null, "", "the record has no value");
    return new DeadLetter(
        record.key() == null ? null : bytes((ByteBuffer) record.key()),
        refusal.value(),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        refusal.field(),
        refusal.reason());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
