package io.shopfunnel.operator;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.type.WholeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Copies a block as a network does, by writing and reading it: a harness keeps what an operator
 * sends, and {@link EventBlocks} fills its blocks again.
 */
final class CopyingBlockSerializer extends WholeSerializer<EventBlock> {
  @Override
  public TypeSerializer<EventBlock> duplicate() {
    return this;
  }

  @Override
  public EventBlock copy(EventBlock from) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(1 << 10);
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void serialize(EventBlock block, DataOutputView target) throws IOException {
    new EventBlockSerializer().serialize(block, target);
  }

  @Override
  public EventBlock deserialize(DataInputView source) throws IOException {
    return new EventBlockSerializer().deserialize(source);
  }

  @Override
  public TypeSerializerSnapshot<EventBlock> snapshotConfiguration() {
    throw new UnsupportedOperationException("no savepoint names it");
  }
}
