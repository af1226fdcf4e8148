package io.shopfunnel.operator;

import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.InternedText;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of events on their way to the users. A block is filled again as soon as it is written, and
 * one that is read lives until the next one is; so whoever gets one keeps nothing of it.
 */
public final class EventBlockSerializer extends ImmutableSerializer<EventBlock> {
  /** The type information of blocks. */
  public static final TypeInformation<EventBlock> TYPE =
      new SelfMadeTypeInfo<>(EventBlock.class, EventBlockSerializer::new);

  private static final int PIECE = EventBlock.WIDTH * Long.BYTES * 64;

  private transient @Nullable Work work;

  /** What one thread needs to read and write. */
  private static final class Work {
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    private final SharedTexts texts = new SharedTexts();
    private long[] words = new long[EventBlock.WIDTH * 256];
    private String[] read = new String[256];
    private int[] hashes = new int[256];
  }

  private Work work() {
    if (work == null) {
      work = new Work();
    }
    return work;
  }

  @Override
  public TypeSerializer<EventBlock> duplicate() {
    return new EventBlockSerializer();
  }

  @Override
  public void serialize(EventBlock block, DataOutputView target) throws IOException {
    Work own = work();
    target.writeInt(block.key());
    target.writeInt(block.size());
    target.writeInt(block.textCount());
    for (int i = 1; i < block.textCount(); i++) {
      SharedTexts.write(block.text(i), target);
    }
    int count = block.size() * EventBlock.WIDTH;
    for (int from = 0; from < count; from += PIECE / Long.BYTES) {
      int now = Math.min(PIECE / Long.BYTES, count - from);
      own.piece.asLongBuffer().put(block.words(), from, now);
      target.write(own.piece.array(), 0, now * Long.BYTES);
    }
  }

  @Override
  public EventBlock deserialize(DataInputView source) throws IOException {
    Work own = work();
    int key = source.readInt();
    int size = source.readInt();
    int textCount = source.readInt();
    if (own.read.length < textCount) {
      own.read = new String[2 * textCount];
      own.hashes = new int[2 * textCount];
    }
    for (int i = 1; i < textCount; i++) {
      InternedText text = own.texts.read(source);
      own.read[i] = text.text();
      own.hashes[i] = text.hash();
    }
    int count = size * EventBlock.WIDTH;
    if (own.words.length < count) {
      own.words = new long[2 * count];
    }
    for (int from = 0; from < count; from += PIECE / Long.BYTES) {
      int now = Math.min(PIECE / Long.BYTES, count - from);
      source.readFully(own.piece.array(), 0, now * Long.BYTES);
      own.piece.asLongBuffer().get(own.words, from, now);
    }
    return EventBlock.of(key, own.words, size, own.read, own.hashes, textCount);
  }

  @Override
  public TypeSerializerSnapshot<EventBlock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<EventBlock> {
    public Snapshot() {
      super(EventBlockSerializer::new);
    }
  }
}
