package io.shopfunnel.operator;

import io.shopfunnel.table.TableKey;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import io.shopfunnel.window.Window;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The keys by which tables are spread over the publishers. */
public final class TableKeySerializer extends ImmutableSerializer<TableKey> {
  /** The type information of keys. */
  public static final TypeInformation<TableKey> TYPE =
      new SelfMadeTypeInfo<>(TableKey.class, TableKeySerializer::new);

  private static final Window[] WINDOWS = Window.values();

  static void write(TableKey key, DataOutput target) throws IOException {
    target.writeUTF(key.family());
    target.writeByte(key.window().ordinal());
    target.writeLong(key.windowStart());
  }

  static TableKey read(DataInput source) throws IOException {
    return new TableKey(source.readUTF(), WINDOWS[source.readByte()], source.readLong());
  }

  @Override
  public TypeSerializer<TableKey> duplicate() {
    return this;
  }

  @Override
  public void serialize(TableKey key, DataOutputView target) throws IOException {
    write(key, target);
  }

  @Override
  public TableKey deserialize(DataInputView source) throws IOException {
    return read(source);
  }

  @Override
  public TypeSerializerSnapshot<TableKey> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TableKey> {
    public Snapshot() {
      super(TableKeySerializer::new);
    }
  }
}
