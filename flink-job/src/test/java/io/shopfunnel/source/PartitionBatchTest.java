package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.schema.EventBlock;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PartitionBatchTest {
  private final EventBatch decoded = new EventBatch(new EventBlock(0), List.of());

  @Test
  void standsForItsLastRecord() {
    PartitionBatch batch =
        new PartitionBatch(
            List.of(record(3, 10, 7_000, "1", "first"), record(3, 16, 9_000, "2", "last")),
            decoded);
    assertThat(batch.topic()).isEqualTo(TestingRecords.TOPIC);
    assertThat(batch.partition()).isEqualTo(3);
    assertThat(batch.offset()).isEqualTo(16);
    assertThat(batch.timestamp()).isEqualTo(9_000);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.key()).isNull();
    assertThat(batch.value()).isNull();
    assertThat(batch.decoded()).isSameAs(decoded);
  }

  @Test
  void whatIsDecodedIsNeverWritten() {
    TypeSerializer<EventBatch> serializer =
        EventBatch.TYPE.createSerializer(new SerializerConfigImpl());
    assertThat(serializer.copy(decoded)).isSameAs(decoded);
    assertThatThrownBy(() -> serializer.serialize(decoded, new DataOutputSerializer(16)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must be chained to the source");
  }
}
