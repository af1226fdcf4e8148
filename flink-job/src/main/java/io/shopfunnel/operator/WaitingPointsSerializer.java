package io.shopfunnel.operator;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Points that wait, in state; each schema is written once, as there are few of them. */
public final class WaitingPointsSerializer extends ImmutableSerializer<WaitingPoints> {
  static final TypeInformation<WaitingPoints> TYPE =
      new SelfMadeTypeInfo<>(WaitingPoints.class, WaitingPointsSerializer::new);

  @Override
  public TypeSerializer<WaitingPoints> duplicate() {
    return this;
  }

  @Override
  public void serialize(WaitingPoints waiting, DataOutputView target) throws IOException {
    Map<PointSchema, Integer> schemas = new LinkedHashMap<>();
    waiting.points().forEach(one -> schemas.putIfAbsent(one.point().schema(), schemas.size()));
    target.writeInt(schemas.size());
    for (PointSchema schema : schemas.keySet()) {
      schema.write(target);
    }
    target.writeInt(waiting.points().size());
    for (WaitingPoints.Waiting one : waiting.points()) {
      target.writeInt(one.keyGroup());
      target.writeInt(Objects.requireNonNull(schemas.get(one.point().schema())));
      one.point().write(target);
    }
  }

  @Override
  public WaitingPoints deserialize(DataInputView source) throws IOException {
    PointSchema[] schemas = new PointSchema[source.readInt()];
    for (int i = 0; i < schemas.length; i++) {
      schemas[i] = PointSchema.read(source);
    }
    int size = source.readInt();
    List<WaitingPoints.Waiting> points = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int keyGroup = source.readInt();
      points.add(
          new WaitingPoints.Waiting(keyGroup, MetricPoint.read(schemas[source.readInt()], source)));
    }
    return new WaitingPoints(points);
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
