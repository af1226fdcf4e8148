package io.shopfunnel.operator;

import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.VarLong;
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

/** Deltas on their way from the operators that count to those that publish. */
public final class TableDeltaSerializer extends ImmutableSerializer<TableDelta> {
  /** The type information of deltas. */
  public static final TypeInformation<TableDelta> TYPE =
      new SelfMadeTypeInfo<>(TableDelta.class, TableDeltaSerializer::new);

  private transient @Nullable SharedTexts names;

  private SharedTexts names() {
    if (names == null) {
      names = new SharedTexts();
    }
    return names;
  }

  @Override
  public TypeSerializer<TableDelta> duplicate() {
    return new TableDeltaSerializer();
  }

  @Override
  public void serialize(TableDelta delta, DataOutputView target) throws IOException {
    TableKeySerializer.write(delta.table(), target);
    target.writeInt(delta.rows());
    target.writeShort(delta.columns());
    target.writeInt(delta.names().length);
    for (String name : delta.names()) {
      SharedTexts.write(name, target);
    }
    target.writeInt(delta.numbers().length);
    for (long number : delta.numbers()) {
      target.writeLong(number);
    }
    int counters = delta.rows() * delta.columns();
    for (int i = 0; i < counters; i++) {
      VarLong.write(delta.counters()[i], target);
    }
  }

  @Override
  public TableDelta deserialize(DataInputView source) throws IOException {
    TableKey table = TableKeySerializer.read(source);
    int rows = source.readInt();
    int columns = source.readShort();
    String[] names = new String[source.readInt()];
    for (int i = 0; i < names.length; i++) {
      names[i] = names().read(source).text();
    }
    long[] numbers = new long[source.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = source.readLong();
    }
    long[] counters = new long[rows * columns];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = VarLong.read(source);
    }
    return new TableDelta(table, rows, names, numbers, columns, counters);
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
