package io.shopfunnel.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.table.MetricPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class MetricPointSerializerTest {
  private static final List<MetricPoint> POINTS =
      List.of(
          TestingPoints.events(0, 1),
          TestingPoints.types(Long.MAX_VALUE, true, "Pikachu \u26A1 \"x\""),
          TestingPoints.events(44_639, -7),
          TestingPoints.types(0, false, ""),
          TestingPoints.tagged("пума", 3));

  private final TypeSerializer<MetricPoint> serializer =
      MetricPointTypeInfo.INSTANCE.createSerializer(new SerializerConfigImpl());

  @Test
  void readsWhatItWrote() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(written(serializer));
    assertThat(readAll(serializer, in)).isEqualTo(POINTS);
    assertThat(in.available()).isZero();
  }

  @Test
  void anotherInstanceReadsIt() throws Exception {
    TypeSerializer<MetricPoint> other = serializer.duplicate();
    assertThat(readAll(other, new DataInputDeserializer(written(serializer)))).isEqualTo(POINTS);
    assertThat(other).isNotSameAs(serializer).isEqualTo(serializer).hasSameHashCodeAs(serializer);
  }

  @Test
  void anInstanceThatTravelledReadsIt() throws Exception {
    byte[] bytes = written(serializer);
    TypeSerializer<MetricPoint> travelled = InstantiationUtil.clone(serializer);
    assertThat(readAll(travelled, new DataInputDeserializer(bytes))).isEqualTo(POINTS);
  }

  @Test
  void pointsOfOneSchemaShareIt() throws Exception {
    List<MetricPoint> read = readAll(serializer, new DataInputDeserializer(written(serializer)));
    assertThat(read.get(0).schema()).isSameAs(read.get(2).schema());
  }

  @Test
  void copiesBytes() throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(written(serializer));
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (int i = 0; i < POINTS.size(); i++) {
      serializer.copy(in, out);
    }
    assertThat(out.getCopyOfBuffer()).isEqualTo(written(serializer));
  }

  @Test
  void aCopyOfAnImmutablePointIsThePoint() {
    assertThat(serializer.isImmutableType()).isTrue();
    assertThat(serializer.copy(POINTS.get(0))).isSameAs(POINTS.get(0));
    assertThat(serializer.createInstance()).isNotNull();
  }

  @Test
  void refusesAFieldThatIsNoFieldType() {
    MetricPoint point = new MetricPoint(TestingPoints.TAGGED, 0, List.of("x"), List.of(1));
    assertThatThrownBy(() -> serializer.serialize(point, new DataOutputSerializer(8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Integer");
  }

  @Test
  void itsSnapshotRestoresIt() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<MetricPoint> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void theTypeIsNotGeneric() {
    assertThat(MetricPointTypeInfo.INSTANCE.getTypeClass()).isEqualTo(MetricPoint.class);
    assertThat(serializer).isInstanceOf(MetricPointSerializer.class);
    assertThat(new MetricPointTypeInfo()).isEqualTo(MetricPointTypeInfo.INSTANCE);
  }

  private static byte[] written(TypeSerializer<MetricPoint> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (MetricPoint point : POINTS) {
      serializer.serialize(point, out);
    }
    return out.getCopyOfBuffer();
  }

  private static List<MetricPoint> readAll(
      TypeSerializer<MetricPoint> serializer, DataInputDeserializer in) throws IOException {
    List<MetricPoint> points = new ArrayList<>();
    for (int i = 0; i < POINTS.size(); i++) {
      points.add(serializer.deserialize(in));
    }
    return points;
  }
}
