package io.shopfunnel.operator;

import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Late events on their way to the late topic; rare, so that it shares nothing. */
public final class LateEventSerializer extends ImmutableSerializer<LateEvent> {
  /** The type information of late events. */
  public static final TypeInformation<LateEvent> TYPE =
      new SelfMadeTypeInfo<>(LateEvent.class, LateEventSerializer::new);

  @Override
  public TypeSerializer<LateEvent> duplicate() {
    return this;
  }

  @Override
  public void serialize(LateEvent late, DataOutputView target) throws IOException {
    new BinaryEventCodec().write(late.event(), target);
    target.writeLong(late.watermark());
  }

  @Override
  public LateEvent deserialize(DataInputView source) throws IOException {
    return new LateEvent(new BinaryEventCodec().read(source), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<LateEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LateEvent> {
    public Snapshot() {
      super(LateEventSerializer::new);
    }
  }
}
