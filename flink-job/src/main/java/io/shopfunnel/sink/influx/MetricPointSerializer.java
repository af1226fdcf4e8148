package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A point's bytes: its schema (encoded once and then copied), the window start, the tag values, and
 * each field value behind a byte for its type. Not thread-safe; {@link #duplicate} for each thread.
 */
public final class MetricPointSerializer extends TypeSerializer<MetricPoint> {
  private static final long serialVersionUID = 1L;

  private transient SchemaBytes schemas = new SchemaBytes();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<MetricPoint> duplicate() {
    return new MetricPointSerializer();
  }

  @Override
  public MetricPoint createInstance() {
    return new MetricPoint(new PointSchema("", List.of(), List.of()), 0, List.of(), List.of());
  }

  @Override
  public MetricPoint copy(MetricPoint from) {
    return from;
  }

  @Override
  public MetricPoint copy(MetricPoint from, MetricPoint reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(MetricPoint point, DataOutputView target) throws IOException {
    schemas().write(point.schema(), target);
    target.writeLong(point.windowStart());
    for (String value : point.tagValues()) {
      target.writeUTF(value);
    }
    for (Object value : point.fieldValues()) {
      FieldValue.write(value, target);
    }
  }

  @Override
  public MetricPoint deserialize(DataInputView source) throws IOException {
    PointSchema schema = schemas().read(source);
    long windowStart = source.readLong();
    List<String> tagValues = new ArrayList<>(schema.tagNames().size());
    for (int i = 0; i < schema.tagNames().size(); i++) {
      tagValues.add(source.readUTF());
    }
    List<Object> fieldValues = new ArrayList<>(schema.fieldNames().size());
    for (int i = 0; i < schema.fieldNames().size(); i++) {
      fieldValues.add(FieldValue.read(source));
    }
    return new MetricPoint(schema, windowStart, tagValues, fieldValues);
  }

  @Override
  public MetricPoint deserialize(MetricPoint reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricPointSerializer;
  }

  @Override
  public int hashCode() {
    return MetricPointSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<MetricPoint> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Java's own serialization, by which Flink ships serializers, leaves the memory out. */
  private SchemaBytes schemas() {
    if (schemas == null) {
      schemas = new SchemaBytes();
    }
    return schemas;
  }

  /** The serializer's format in a snapshot; public because Flink makes it by reflection. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MetricPoint> {
    /** For Flink. */
    public Snapshot() {
      super(MetricPointSerializer::new);
    }
  }
}
