package io.shopfunnel.source;

import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import io.shopfunnel.type.ShopEventSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records between the source and the splitter, should they ever not be chained. */
public final class SourceRecordSerializer extends ImmutableSerializer<SourceRecord> {
  /** The type information of records. */
  public static final TypeInformation<SourceRecord> TYPE =
      new SelfMadeTypeInfo<>(SourceRecord.class, SourceRecordSerializer::new);

  private final ShopEventSerializer events = new ShopEventSerializer();
  private final DeadLetterSerializer deadLetters = new DeadLetterSerializer();

  @Override
  public TypeSerializer<SourceRecord> duplicate() {
    return new SourceRecordSerializer();
  }

  @Override
  public void serialize(SourceRecord record, DataOutputView target) throws IOException {
    target.writeBoolean(record.event() != null);
    if (record.event() != null) {
      events.serialize(record.event(), target);
    } else {
      deadLetters.serialize(Objects.requireNonNull(record.deadLetter()), target);
    }
  }

  @Override
  public SourceRecord deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? new SourceRecord(events.deserialize(source), null)
        : new SourceRecord(null, deadLetters.deserialize(source));
  }

  @Override
  public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
    public Snapshot() {
      super(SourceRecordSerializer::new);
    }
  }
}
