package io.shopfunnel.type;

import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.schema.ShopEvent;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events between operators. Each thread needs its own, for the texts that it shares. */
public final class ShopEventSerializer extends ImmutableSerializer<ShopEvent> {
  /** The type information of events. */
  public static final TypeInformation<ShopEvent> TYPE =
      new SelfMadeTypeInfo<>(ShopEvent.class, ShopEventSerializer::new);

  private transient BinaryEventCodec codec = new BinaryEventCodec();

  @Override
  public TypeSerializer<ShopEvent> duplicate() {
    return new ShopEventSerializer();
  }

  @Override
  public void serialize(ShopEvent event, DataOutputView target) throws IOException {
    codec().write(event, target);
  }

  @Override
  public ShopEvent deserialize(DataInputView source) throws IOException {
    return codec().read(source);
  }

  /** After Java serialization the codec is made anew. */
  @SuppressWarnings("NullAway")
  private BinaryEventCodec codec() {
    if (codec == null) {
      codec = new BinaryEventCodec();
    }
    return codec;
  }

  @Override
  public TypeSerializerSnapshot<ShopEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ShopEvent> {
    public Snapshot() {
      super(ShopEventSerializer::new);
    }
  }
}
