package io.shopfunnel.operator;

import io.shopfunnel.point.PointBlock;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Points that wait, in state. */
public final class WaitingPointsSerializer extends ImmutableSerializer<WaitingPoints> {
  static final TypeInformation<WaitingPoints> TYPE =
      new SelfMadeTypeInfo<>(WaitingPoints.class, WaitingPointsSerializer::new);

  @Override
  public TypeSerializer<WaitingPoints> duplicate() {
    return this;
  }

  @Override
  public void serialize(WaitingPoints waiting, DataOutputView target) throws IOException {
    PointBlockSerializer.write(waiting.points(), target);
    for (short keyGroup : waiting.keyGroups()) {
      target.writeShort(keyGroup);
    }
  }

  @Override
  public WaitingPoints deserialize(DataInputView source) throws IOException {
    PointBlock points = PointBlockSerializer.read(source);
    short[] keyGroups = new short[points.size()];
    for (int i = 0; i < keyGroups.length; i++) {
      keyGroups[i] = source.readShort();
    }
    return new WaitingPoints(points, keyGroups);
  }

  @Override
  public TypeSerializerSnapshot<WaitingPoints> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WaitingPoints> {
    public Snapshot() {
      super(WaitingPointsSerializer::new);
    }
  }
}
