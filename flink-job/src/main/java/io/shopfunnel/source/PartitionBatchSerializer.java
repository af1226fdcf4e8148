package io.shopfunnel.source;

import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Refuses to write batches: they are decoded where they are read. */
public final class PartitionBatchSerializer extends ImmutableSerializer<PartitionBatch> {
  /** The type information of batches. */
  static final TypeInformation<PartitionBatch> TYPE =
      new SelfMadeTypeInfo<>(PartitionBatch.class, PartitionBatchSerializer::new);

  @Override
  public TypeSerializer<PartitionBatch> duplicate() {
    return this;
  }

  @Override
  public void serialize(PartitionBatch batch, DataOutputView target) {
    throw refusal();
  }

  @Override
  public PartitionBatch deserialize(DataInputView source) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "A batch of records never leaves the task of its source: the operator that decodes it must"
            + " be chained to the source (the same parallelism, no keyBy or rebalance between"
            + " them, chaining not disabled)");
  }

  @Override
  public TypeSerializerSnapshot<PartitionBatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PartitionBatch> {
    public Snapshot() {
      super(PartitionBatchSerializer::new);
    }
  }
}
