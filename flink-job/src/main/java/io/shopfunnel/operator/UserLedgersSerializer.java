package io.shopfunnel.operator;

import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.type.WholeSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The ledgers of a key group in state. A copy, as for a checkpoint, shares what does not change.
 */
public final class UserLedgersSerializer extends WholeSerializer<UserLedgers> {
  @Override
  public TypeSerializer<UserLedgers> duplicate() {
    return this;
  }

  @Override
  public UserLedgers copy(UserLedgers from) {
    return from.copy();
  }

  @Override
  public void serialize(UserLedgers ledgers, DataOutputView target) throws IOException {
    ledgers.write(target);
  }

  @Override
  public UserLedgers deserialize(DataInputView source) throws IOException {
    return UserLedgers.read(source);
  }

  @Override
  public TypeSerializerSnapshot<UserLedgers> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserLedgers> {
    public Snapshot() {
      super(UserLedgersSerializer::new);
    }
  }
}
