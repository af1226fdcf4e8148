package io.shopfunnel.operator;

import io.shopfunnel.table.WindowTable;
import io.shopfunnel.type.ByteBlock;
import io.shopfunnel.type.WholeSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Tables in the publishers' state. */
public final class WindowTableSerializer extends WholeSerializer<WindowTable> {
  @Override
  public TypeSerializer<WindowTable> duplicate() {
    return this;
  }

  @Override
  public WindowTable copy(WindowTable from) {
    return from.copy();
  }

  @Override
  public void serialize(WindowTable table, DataOutputView target) throws IOException {
    ByteBlock.write(table::write, target);
  }

  @Override
  public WindowTable deserialize(DataInputView source) throws IOException {
    return WindowTable.read(ByteBlock.read(source));
  }

  @Override
  public TypeSerializerSnapshot<WindowTable> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowTable> {
    public Snapshot() {
      super(WindowTableSerializer::new);
    }
  }
}
