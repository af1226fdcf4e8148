package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how to carry a point, so that it does not fall back to Kryo. */
public final class MetricPointTypeInfo extends TypeInformation<MetricPoint> {
  /** The only instance that is needed. */
  public static final MetricPointTypeInfo INSTANCE = new MetricPointTypeInfo();

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<MetricPoint> getTypeClass() {
    return MetricPoint.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<MetricPoint> createSerializer(SerializerConfig config) {
    return new MetricPointSerializer();
  }

  @Override
  public String toString() {
    return "MetricPoint";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricPointTypeInfo;
  }

  @Override
  public int hashCode() {
    return MetricPointTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof MetricPointTypeInfo;
  }
}
