package io.shopfunnel.source;

import static io.shopfunnel.source.TestingRecords.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PartitionBatchTest {
  private final PartitionBatch batch =
      new PartitionBatch(
          List.of(
              record(3, 10, 7_000, "1", "first"),
              record(3, 11, 9_000, null, null),
              record(3, 15, 8_000, "2", ""),
              record(3, 16, -1, "3", "last")));

  @Test
  void standsForItsLastRecordAtTheGreatestTimestamp() {
    assertThat(batch.topic()).isEqualTo(TestingRecords.TOPIC);
    assertThat(batch.partition()).isEqualTo(3);
    assertThat(batch.offset()).isEqualTo(16);
    assertThat(batch.timestamp()).isEqualTo(9_000);
    assertThat(batch.size()).isEqualTo(4);
    assertThat(batch.key()).isNull();
    assertThat(batch.value()).isNull();
  }

  @Test
  void showsEachRecordWhereItsValueLies() {
    List<String> shown = new ArrayList<>();
    batch.forEach(
        new BatchDecoder() {
          @Override
          public void record(byte[] array, int from, int to, ConsumerRecord<?, ?> coordinates) {
            shown.add(coordinates.offset() + " " + new String(array, from, to - from, UTF_8));
          }

          @Override
          public void noValue(ConsumerRecord<?, ?> coordinates) {
            shown.add(coordinates.offset() + " has none");
          }
        });
    assertThat(shown).containsExactly("10 first", "11 has none", "15 ", "16 last");
  }

  @Test
  void aDeadLetterHoldsCopiesOfKeyAndValueAndWhereTheyStood() {
    ConsumerRecord<?, ?> record = record(3, 10, 7_000, "key", "value");
    for (int i = 0; i < 2; i++) {
      DeadLetter letter = PartitionBatch.deadLetter(record, "price", "is odd");
      assertThat(letter.key()).asString(UTF_8).isEqualTo("key");
      assertThat(letter.value()).asString(UTF_8).isEqualTo("value");
      assertThat(letter.topic()).isEqualTo(TestingRecords.TOPIC);
      assertThat(letter.partition()).isEqualTo(3);
      assertThat(letter.offset()).isEqualTo(10);
      assertThat(letter.timestamp()).isEqualTo(7_000);
      assertThat(letter.field()).isEqualTo("price");
      assertThat(letter.reason()).isEqualTo("is odd");
    }
    DeadLetter empty = PartitionBatch.deadLetter(record(3, 11, 0, null, null), "", "no value");
    assertThat(empty.key()).isNull();
    assertThat(empty.value()).isNull();
  }

  @Test
  void whatIsDecodedIsNeverWritten() {
    TypeSerializer<EventBatch> serializer =
        EventBatch.TYPE.createSerializer(new SerializerConfigImpl());
    EventBatch decoded = new EventBatch();
    assertThat(serializer.copy(decoded)).isSameAs(decoded);
    assertThatThrownBy(() -> serializer.serialize(decoded, new DataOutputSerializer(16)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must be chained to the source");
  }
}
