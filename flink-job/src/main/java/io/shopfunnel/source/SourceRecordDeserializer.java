package io.shopfunnel.source;

import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.MalformedEventException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes records. What cannot be decoded goes on as a dead letter, so the job lives on. */
public final class SourceRecordDeserializer
    implements KafkaRecordDeserializationSchema<SourceRecord> {
  private transient @Nullable JsonEventDecoder decoder;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new JsonEventDecoder();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SourceRecord> out) {
    out.collect(decode(record));
  }

  private SourceRecord decode(ConsumerRecord<byte[], byte[]> record) {
    if (decoder == null) {
      decoder = new JsonEventDecoder();
    }
    byte[] value = record.value();
    if (value == null) {
      return dead(record, "", "the record has no value");
    }
    try {
      return new SourceRecord(decoder.decode(value), null);
    } catch (MalformedEventException e) {
      return dead(record, e.field(), e.reason());
    }
  }

  private static SourceRecord dead(
      ConsumerRecord<byte[], byte[]> record, String field, String reason) {
    return new SourceRecord(
        null,
        new DeadLetter(
            record.key(),
            record.value(),
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            field,
            reason));
  }

  @Override
  public TypeInformation<SourceRecord> getProducedType() {
    return SourceRecordSerializer.TYPE;
  }
}
