package io.shopfunnel.operator;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableKey;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.type.SelfMadeTypeInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Deltas on their way from the operators that count to those that publish. */
public final class TableDeltaSerializer extends ImmutableSerializer<TableDelta> {
  /** The type information of deltas. */
  public static final TypeInformation<TableDelta> TYPE =
      new SelfMadeTypeInfo<>(TableDelta.class, TableDeltaSerializer::new);

  private static final Window[] WINDOWS = Window.values();

  @Override
  public TypeSerializer<TableDelta> duplicate() {
    return this;
  }

  @Override
  public void serialize(TableDelta delta, DataOutputView target) throws IOException {
    target.writeUTF(delta.table().family());
    target.writeByte(delta.table().window().ordinal());
    target.writeLong(delta.table().windowStart());
    target.writeInt(delta.rows().size());
    for (int i = 0; i < delta.rows().size(); i++) {
      target.writeUTF(delta.rows().get(i));
      long[] counters = delta.counters().get(i);
      target.writeByte(counters.length);
      for (long counter : counters) {
        target.writeLong(counter);
      }
    }
  }

  @Override
  public TableDelta deserialize(DataInputView source) throws IOException {
    TableKey table = new TableKey(source.readUTF(), WINDOWS[source.readByte()], source.readLong());
    int size = source.readInt();
    List<String> rows = new ArrayList<>(size);
    List<long[]> counters = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      rows.add(source.readUTF());
      long[] row = new long[source.readByte()];
      for (int column = 0; column < row.length; column++) {
        row[column] = source.readLong();
      }
      counters.add(row);
    }
    return new TableDelta(table, rows, counters);
  }

  @Override
  public TypeSerializerSnapshot<TableDelta> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TableDelta> {
    public Snapshot() {
      super(TableDeltaSerializer::new);
    }
  }
}
