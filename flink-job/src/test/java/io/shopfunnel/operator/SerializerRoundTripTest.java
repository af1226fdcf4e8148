package io.shopfunnel.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableKey;
import io.shopfunnel.metric.WindowTable;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.source.DeadLetter;
import io.shopfunnel.source.DeadLetterSerializer;
import io.shopfunnel.source.SourceRecord;
import io.shopfunnel.source.SourceRecordSerializer;
import io.shopfunnel.type.SessionIdSerializer;
import io.shopfunnel.type.ShopEventSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializerRoundTripTest {
  private static final ShopEvent EVENT =
      TestingEvents.event(1_000, EventType.CART, 7, "s", 3, "l'oréal", "x.y", -5, 12);
  private static final DeadLetter LETTER =
      new DeadLetter(null, "no event".getBytes(UTF_8), "topic", 3, 42, 1_000, "price", "is odd");

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(new ShopEventSerializer(), EVENT),
        Arguments.of(
            new ShopEventSerializer(),
            TestingEvents.event(
                0, EventType.VIEW, -1, null, -3, null, null, ShopEvent.NO_PRICE, 1)),
        Arguments.of(new SessionIdSerializer(), SessionId.of("no uuid, ünusual")),
        Arguments.of(new SessionIdSerializer(), SessionId.of("a pair: \uD83D\uDE00")),
        Arguments.of(
            new SessionIdSerializer(), SessionId.of("26dd6e6e-4dac-4778-8d2c-92e149dab885")),
        Arguments.of(new SourceRecordSerializer(), new SourceRecord(EVENT, null)),
        Arguments.of(new SourceRecordSerializer(), new SourceRecord(null, LETTER)),
        Arguments.of(new DeadLetterSerializer(), LETTER),
        Arguments.of(new LateEventSerializer(), new LateEvent(EVENT, 5_000)),
        Arguments.of(
            new TableDeltaSerializer(),
            new TableDelta(
                new TableKey("cart", Window.HOUR, 3_600_000),
                List.of("all", "日本"),
                List.of(new long[] {1, -2}, new long[] {Long.MIN_VALUE, 0}))));
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void whatIsWrittenIsReadBack(TypeSerializer<T> serializer, T value) throws Exception {
    byte[] bytes = write(serializer, value);
    TypeSerializer<T> sent =
        InstantiationUtil.deserializeObject(
            InstantiationUtil.serializeObject(serializer), getClass().getClassLoader());
    for (TypeSerializer<T> reader :
        List.of(serializer, serializer.duplicate(), sent, restored(serializer))) {
      assertThat(reader).isEqualTo(serializer);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      assertThat(reader.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
      assertThat(in.available()).isZero();
    }
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @Test
  void tablesAreReadBackToTheSameBytes() throws Exception {
    WindowTable table = new WindowTable();
    TableKey key = new TableKey("cart", Window.HOUR, 0);
    table.add(new TableDelta(key, List.of("all"), List.of(new long[] {1, 0, 0, 1, 0, 500})));
    MetricCatalog catalog = new MetricCatalog(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT);
    table.publish(catalog.family("cart"), key);
    assertSameBytes(new WindowTableSerializer(), table);
  }

  private static <T> void assertSameBytes(TypeSerializer<T> serializer, T value) throws Exception {
    byte[] bytes = write(serializer, value);
    T read = restored(serializer).deserialize(new DataInputDeserializer(bytes));
    assertThat(write(serializer, read)).isEqualTo(bytes);
    assertThat(write(serializer, serializer.copy(value))).isEqualTo(bytes);
  }

  @Test
  void aTextIsReadAsItWasWrittenAndSharedWhereItRecurs() throws Exception {
    String[] texts = {"", "bosch", "l'oréal", "日本 😀", "a\0b", "x".repeat(60_000)};
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (int round = 0; round < 2; round++) {
      for (String text : texts) {
        out.writeUTF(text);
      }
    }
    SharedTextInput in = new SharedTextInput();
    in.setBuffer(out.getCopyOfBuffer());
    List<String> read = new ArrayList<>();
    for (int i = 0; i < 2 * texts.length; i++) {
      read.add(in.readUTF());
    }
    assertThat(read.subList(0, texts.length)).containsExactly(texts);
    assertThat(read.subList(texts.length, read.size())).containsExactly(texts);
    assertThat(read.get(texts.length + 1)).isSameAs(read.get(1));
    assertThat(in.available()).isZero();
  }

  private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  /** The serializer as a savepoint names it. */
  private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.<T>readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            SerializerRoundTripTest.class.getClassLoader())
        .restoreSerializer();
  }
}
