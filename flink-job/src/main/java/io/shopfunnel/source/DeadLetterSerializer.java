package io.shopfunnel.source;

import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Dead letters between operators. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
  /** The type information of dead letters. */
  public static final TypeInformation<DeadLetter> TYPE =
      new SelfMadeTypeInfo<>(DeadLetter.class, DeadLetterSerializer::new);

  private static final int ABSENT = -1;

  @Override
  public TypeSerializer<DeadLetter> duplicate() {
    return this;
  }

  @Override
  public void serialize(DeadLetter letter, DataOutputView target) throws IOException {
    writeBytes(letter.key(), target);
    writeBytes(letter.value(), target);
    target.writeUTF(letter.topic());
    target.writeInt(letter.partition());
    target.writeLong(letter.offset());
    target.writeLong(letter.timestamp());
    target.writeUTF(letter.field());
    target.writeUTF(letter.reason());
  }

  @Override
  public DeadLetter deserialize(DataInputView source) throws IOException {
    return new DeadLetter(
        readBytes(source),
        readBytes(source),
        source.readUTF(),
        source.readInt(),
        source.readLong(),
        source.readLong(),
        source.readUTF(),
        source.readUTF());
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView target)
      throws IOException {
    target.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      target.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
    public Snapshot() {
      super(DeadLetterSerializer::new);
    }
  }
}
