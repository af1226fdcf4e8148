package io.shopfunnel.operator;

import io.shopfunnel.table.OpenRows;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.Texts;
import io.shopfunnel.table.VarLong;
import io.shopfunnel.type.ByteBlock;
import io.shopfunnel.type.ImmutableSerializer;
import io.shopfunnel.window.Window;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is gathered for open windows, in a checkpoint. */
public final class OpenRowsSerializer extends ImmutableSerializer<OpenRows> {
  private static final Window[] WINDOWS = Window.values();
  private static final RowKey[] ROW_KEYS = RowKey.values();

  @Override
  public TypeSerializer<OpenRows> duplicate() {
    return this;
  }

  @Override
  public void serialize(OpenRows open, DataOutputView target) throws IOException {
    ByteBlock.write(block -> write(open, block), target);
  }

  @Override
  public OpenRows deserialize(DataInputView source) throws IOException {
    return read(ByteBlock.read(source));
  }

  private static void write(OpenRows open, DataOutputView target) throws IOException {
    target.writeUTF(open.family());
    target.writeByte(open.window().ordinal());
    target.writeByte(open.rowKey().ordinal());
    target.writeInt(open.rows());
    target.writeShort(open.columns());
    long start = 0;
    for (int row = 0; row < open.rows(); row++) {
      VarLong.write(open.start(row) - start, target);
      start = open.start(row);
      switch (open.rowKey()) {
        case SINGLE -> {}
        case NUMBER -> target.writeLong(open.key(row));
        case TEXT -> SharedTexts.write(open.texts().text((int) open.key(row)), target);
      }
      for (int column = 0; column < open.columns(); column++) {
        VarLong.write(open.counter(row, column), target);
      }
    }
  }

  private static OpenRows read(DataInputView source) throws IOException {
    String family = source.readUTF();
    Window window = WINDOWS[source.readByte()];
    RowKey rowKey = ROW_KEYS[source.readByte()];
    int rows = source.readInt();
    int columns = source.readShort();
    Texts texts = new Texts();
    SharedTexts names = new SharedTexts();
    long[] words = new long[rows * (OpenRows.BEFORE_COUNTERS + columns)];
    long start = 0;
    int at = 0;
    for (int row = 0; row < rows; row++) {
      start += VarLong.read(source);
      words[at++] = start;
      words[at++] =
          switch (rowKey) {
            case SINGLE -> 0;
            case NUMBER -> source.readLong();
            case TEXT -> texts.number(names.read(source).text());
          };
      for (int column = 0; column < columns; column++) {
        words[at++] = VarLong.read(source);
      }
    }
    return new OpenRows(family, window, rowKey, texts, rows, columns, words);
  }

  @Override
  public TypeSerializerSnapshot<OpenRows> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenRows> {
    public Snapshot() {
      super(OpenRowsSerializer::new);
    }
  }
}
