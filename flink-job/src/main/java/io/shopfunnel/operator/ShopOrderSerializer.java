package io.shopfunnel.operator;

import io.shopfunnel.schema.ShopOrder;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Versions of orders on their way to the topic. */
public final class ShopOrderSerializer extends ImmutableSerializer<ShopOrder> {
  /** The type information of versions of orders. */
  public static final TypeInformation<ShopOrder> TYPE =
      new SelfMadeTypeInfo<>(ShopOrder.class, ShopOrderSerializer::new);

  @Override
  public TypeSerializer<ShopOrder> duplicate() {
    return this;
  }

  @Override
  public void serialize(ShopOrder order, DataOutputView target) throws IOException {
    OrderCodec.write(order, target);
  }

  @Override
  public ShopOrder deserialize(DataInputView source) throws IOException {
    return OrderCodec.read(source);
  }

  @Override
  public TypeSerializerSnapshot<ShopOrder> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ShopOrder> {
    public Snapshot() {
      super(ShopOrderSerializer::new);
    }
  }
}
