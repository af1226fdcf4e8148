package io.shopfunnel.operator;

import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How orders and their parts are written, by the serializers that have to do with them. */
final class OrderCodec {
  private OrderCodec() {}

  static void write(ShopOrder order, DataOutput out) throws IOException {
    write(order.id(), out);
    out.writeInt(order.version());
    out.writeLong(order.userId());
    writeSession(order.session(), out);
    writeItems(order.items(), out);
    out.writeLong(order.firstTime());
    out.writeLong(order.lastTime());
  }

  static ShopOrder read(DataInput in) throws IOException {
    return new ShopOrder(
        readId(in),
        in.readInt(),
        in.readLong(),
        readSession(in),
        readItems(in),
        in.readLong(),
        in.readLong());
  }

  static void write(EventId id, DataOutput out) throws IOException {
    out.writeUTF(id.source());
    out.writeLong(id.row());
  }

  static EventId readId(DataInput in) throws IOException {
    return new EventId(in.readUTF(), in.readLong());
  }

  static void writeSession(@Nullable String session, DataOutput out) throws IOException {
    out.writeBoolean(session != null);
    if (session != null) {
      out.writeUTF(session);
    }
  }

  static @Nullable String readSession(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  static void writeItems(List<OrderItem> items, DataOutput out) throws IOException {
    out.writeInt(items.size());
    for (OrderItem item : items) {
      write(item.id(), out);
      out.writeLong(item.time());
      out.writeLong(item.productId());
      out.writeLong(item.cents());
      out.writeBoolean(item.late());
    }
  }

  static List<OrderItem> readItems(DataInput in) throws IOException {
    int size = in.readInt();
    List<OrderItem> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(
          new OrderItem(readId(in), in.readLong(), in.readLong(), in.readLong(), in.readBoolean()));
    }
    return items;
  }
}
