package io.shopfunnel.type;

import io.shopfunnel.schema.SessionId;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Sessions as keys: a mark, then the two halves of the UUID, or the text. */
public final class SessionIdSerializer extends ImmutableSerializer<SessionId> {
  /** The type information of sessions. */
  public static final TypeInformation<SessionId> TYPE =
      new SelfMadeTypeInfo<>(SessionId.class, SessionIdSerializer::new);

  @Override
  public TypeSerializer<SessionId> duplicate() {
    return this;
  }

  @Override
  public void serialize(SessionId session, DataOutputView target) throws IOException {
    String text = session.text();
    target.writeBoolean(text != null);
    if (text == null) {
      target.writeLong(session.high());
      target.writeLong(session.low());
    } else {
      target.writeUTF(text);
    }
  }

  @Override
  public SessionId deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? SessionId.of(source.readUTF())
        : SessionId.ofUuid(source.readLong(), source.readLong());
  }

  @Override
  public TypeSerializerSnapshot<SessionId> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SessionId> {
    public Snapshot() {
      super(SessionIdSerializer::new);
    }
  }
}
