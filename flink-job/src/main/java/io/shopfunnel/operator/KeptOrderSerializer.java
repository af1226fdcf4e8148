package io.shopfunnel.operator;

import io.shopfunnel.order.KeptOrder;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopOrder;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Orders that may still change, as they are kept in state. */
public final class KeptOrderSerializer extends ImmutableSerializer<KeptOrder> {
  /** The type information of orders that may still change. */
  public static final TypeInformation<KeptOrder> TYPE =
      new SelfMadeTypeInfo<>(KeptOrder.class, KeptOrderSerializer::new);

  @Override
  public TypeSerializer<KeptOrder> duplicate() {
    return this;
  }

  @Override
  public void serialize(KeptOrder order, DataOutputView target) throws IOException {
    OrderCodec.writeSession(order.session(), target);
    OrderCodec.writeItems(order.items(), target);
    target.writeByte(order.ended());
    target.writeLong(order.keptUntil());
    target.writeBoolean(order.published() != null);
    if (order.published() != null) {
      OrderCodec.write(order.published(), target);
    }
  }

  @Override
  public KeptOrder deserialize(DataInputView source) throws IOException {
    String session = OrderCodec.readSession(source);
    List<OrderItem> items = OrderCodec.readItems(source);
    int ended = source.readByte();
    long keptUntil = source.readLong();
    ShopOrder published = source.readBoolean() ? OrderCodec.read(source) : null;
    return new KeptOrder(session, items, ended, published, keptUntil);
  }

  @Override
  public TypeSerializerSnapshot<KeptOrder> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeptOrder> {
    public Snapshot() {
      super(KeptOrderSerializer::new);
    }
  }
}
