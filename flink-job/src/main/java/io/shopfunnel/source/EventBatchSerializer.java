package io.shopfunnel.source;

import io.shopfunnel.type.ImmutableSerializer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Refuses to write batches: they are dealt out where they are read. */
public final class EventBatchSerializer extends ImmutableSerializer<EventBatch> {
  @Override
  public TypeSerializer<EventBatch> duplicate() {
    return this;
  }

  @Override
  public void serialize(EventBatch batch, DataOutputView target) {
    throw refusal();
  }

  @Override
  public EventBatch deserialize(DataInputView source) {
    throw refusal();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "A batch of records never leaves the task of its source: what follows must be chained to the"
            + " source (the same parallelism, no keyBy or rebalance between them, and Flink's"
            + " pipeline.operator-chaining.enabled not set to false)");
  }

  @Override
  public TypeSerializerSnapshot<EventBatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventBatch> {
    public Snapshot() {
      super(EventBatchSerializer::new);
    }
  }
}
