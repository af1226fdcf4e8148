package io.shopfunnel.operator;

import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.type.WholeSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The events of a key group that have arrived, in state: as the block that they wait in. */
public final class ArrivedEventsSerializer extends WholeSerializer<ArrivedEvents> {
  private final EventBlockSerializer blocks = new EventBlockSerializer();

  @Override
  public TypeSerializer<ArrivedEvents> duplicate() {
    return new ArrivedEventsSerializer();
  }

  @Override
  public ArrivedEvents copy(ArrivedEvents from) {
    return from.copy();
  }

  @Override
  public void serialize(ArrivedEvents arrived, DataOutputView target) throws IOException {
    blocks.serialize(arrived.block(), target);
  }

  @Override
  public ArrivedEvents deserialize(DataInputView source) throws IOException {
    EventBlock block = blocks.deserialize(source);
    ArrivedEvents arrived = new ArrivedEvents(block.key());
    arrived.add(block);
    return arrived;
  }

  @Override
  public TypeSerializerSnapshot<ArrivedEvents> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ArrivedEvents> {
    public Snapshot() {
      super(ArrivedEventsSerializer::new);
    }
  }
}
