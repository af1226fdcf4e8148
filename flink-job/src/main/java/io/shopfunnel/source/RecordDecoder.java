package io.shopfunnel.source;

import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes records. What cannot be decoded becomes a dead letter, so the job lives on. */
final class RecordDecoder implements BatchDecoder {
  private final JsonEventDecoder json = new JsonEventDecoder();
  private final EventDraft draft = new EventDraft();
  private final EventBatch decoded = new EventBatch();

  /** The events and dead letters of a batch, until the next is decoded. */
  EventBatch decode(PartitionBatch batch) {
    decoded.clear();
    batch.forEach(this);
    return decoded;
  }

  @Override
  public void record(byte[] array, int from, int to, ConsumerRecord<?, ?> coordinates) {
    try {
      json.decode(array, from, to, draft);
      decoded.add(draft);
    } catch (MalformedEventException e) {
      decoded.deadLetters().add(PartitionBatch.deadLetter(coordinates, e.field(), e.reason()));
    }
  }

  @Override
  public void noValue(ConsumerRecord<?, ?> coordinates) {
    decoded
        .deadLetters()
        .add(PartitionBatch.deadLetter(coordinates, "", "the record has no value"));
  }
}
