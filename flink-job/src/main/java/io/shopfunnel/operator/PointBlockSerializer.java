package io.shopfunnel.operator;

import io.shopfunnel.point.PointBlock;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Points on their way to the sink, and in state. */
public final class PointBlockSerializer extends ImmutableSerializer<PointBlock> {
  /** The type information of blocks. */
  public static final TypeInformation<PointBlock> TYPE =
      new SelfMadeTypeInfo<>(PointBlock.class, PointBlockSerializer::new);

  static void write(PointBlock block, DataOutput target) throws IOException {
    target.writeInt(block.size());
    for (int end : block.ends()) {
      target.writeInt(end);
    }
    target.write(block.lines());
  }

  static PointBlock read(DataInput source) throws IOException {
    int[] ends = new int[source.readInt()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = source.readInt();
    }
    byte[] lines = new byte[ends.length == 0 ? 0 : ends[ends.length - 1]];
    source.readFully(lines);
    return new PointBlock(lines, ends);
  }

  @Override
  public TypeSerializer<PointBlock> duplicate() {
    return this;
  }

  @Override
  public void serialize(PointBlock block, DataOutputView target) throws IOException {
    write(block, target);
  }

  @Override
  public PointBlock deserialize(DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public TypeSerializerSnapshot<PointBlock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PointBlock> {
    public Snapshot() {
      super(PointBlockSerializer::new);
    }
  }
}
