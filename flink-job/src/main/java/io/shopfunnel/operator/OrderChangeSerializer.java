package io.shopfunnel.operator;

import io.shopfunnel.order.OrderChange;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Changes of orders on their way from the users to their orders; so rare that it shares nothing.
 */
public final class OrderChangeSerializer extends ImmutableSerializer<OrderChange> {
  /** The type information of changes. */
  public static final TypeInformation<OrderChange> TYPE =
      new SelfMadeTypeInfo<>(OrderChange.class, OrderChangeSerializer::new);

  @Override
  public TypeSerializer<OrderChange> duplicate() {
    return this;
  }

  @Override
  public void serialize(OrderChange change, DataOutputView target) throws IOException {
    OrderCodec.write(change.order(), target);
    target.writeLong(change.userId());
    OrderCodec.writeSession(change.session(), target);
    OrderCodec.writeItems(change.added(), target);
    OrderCodec.writeItems(change.removed(), target);
    target.writeByte(change.ended());
    target.writeLong(change.watermark());
  }

  @Override
  public OrderChange deserialize(DataInputView source) throws IOException {
    return new OrderChange(
        OrderCodec.readId(source),
        source.readLong(),
        OrderCodec.readSession(source),
        OrderCodec.readItems(source),
        OrderCodec.readItems(source),
        source.readByte(),
        source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OrderChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OrderChange> {
    public Snapshot() {
      super(OrderChangeSerializer::new);
    }
  }
}
