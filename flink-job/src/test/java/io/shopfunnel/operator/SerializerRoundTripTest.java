package io.shopfunnel.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerRules;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.order.KeptOrder;
import io.shopfunnel.order.OrderChange;
import io.shopfunnel.point.TestingLines;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.schema.ShopOrder;
import io.shopfunnel.source.DeadLetter;
import io.shopfunnel.source.DeadLetterSerializer;
import io.shopfunnel.source.EventBatch;
import io.shopfunnel.source.EventBatchSerializer;
import io.shopfunnel.table.OpenRows;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublishers;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import io.shopfunnel.table.WindowTable;
import io.shopfunnel.window.Window;
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
import org.junit.jupiter.params.provider.ValueSource;

class SerializerRoundTripTest {
  private static final ShopEvent EVENT =
      TestingEvents.event(1_000, EventType.CART, 7, "s", 3, "l'oréal", "x.y", -5, 12);
  private static final ShopEvent BARE =
      TestingEvents.event(0, EventType.VIEW, -1, null, -3, null, null, ShopEvent.NO_PRICE, 1);
  private static final DeadLetter LETTER =
      new DeadLetter(null, "no event".getBytes(UTF_8), "topic", 3, 42, 1_000, "price", "is odd");
  private static final OrderItem ITEM =
      new OrderItem(new EventId("日本 😀", EventId.NO_ROW), 1_000, 44, -250, true);
  private static final String[] NO_NAMES = {};
  private static final long[] NO_NUMBERS = {};
  private static final MetricCatalog CATALOG =
      MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT);

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(new DeadLetterSerializer(), LETTER),
        Arguments.of(new LateEventSerializer(), new LateEvent(EVENT, 5_000)),
        Arguments.of(new LateEventSerializer(), new LateEvent(BARE, Long.MIN_VALUE)),
        Arguments.of(new LateEventSerializer(), new LateEvent(inSession("a pair: 😀"), 1)),
        Arguments.of(
            new LateEventSerializer(),
            new LateEvent(inSession("26dd6e6e-4dac-4778-8d2c-92e149dab885"), 1)),
        Arguments.of(new ShopOrderSerializer(), order(7, "26dd6e6e-4dac-4778-8d2c-92e149dab885")),
        Arguments.of(new KeptOrderSerializer(), KeptOrder.NONE),
        Arguments.of(
            new KeptOrderSerializer(),
            new KeptOrder("s", List.of(ITEM), 1, order(2, null), 3_600_000)),
        Arguments.of(
            new OrderChangeSerializer(),
            new OrderChange(ITEM.id(), -3, null, List.of(), List.of(ITEM, ITEM), -1, 5)),
        Arguments.of(
            new OrderChangeSerializer(),
            new OrderChange(ITEM.id(), 9, "s", List.of(ITEM), List.of(), 1, Long.MAX_VALUE)),
        Arguments.of(
            new TableDeltaSerializer(),
            new TableDelta(
                new TableKey("cart", Window.HOUR, 3_600_000),
                3,
                new String[] {"all", "日本 😀", ""},
                NO_NUMBERS,
                2,
                new long[] {1, -2, Long.MIN_VALUE, Long.MAX_VALUE, 0, -1})),
        Arguments.of(
            new TableDeltaSerializer(),
            new TableDelta(
                new TableKey("top_product", Window.MONTH, -86_400_000),
                2,
                NO_NAMES,
                new long[] {Long.MIN_VALUE, 44_600_062},
                3,
                new long[] {63, 64, -64, -65, 1L << 62, -(1L << 62)})),
        Arguments.of(
            new TableDeltaSerializer(),
            new TableDelta(
                new TableKey("orders", Window.DAY, 0), 1, NO_NAMES, NO_NUMBERS, 1, new long[] {1})),
        Arguments.of(
            new TableDeltaSerializer(),
            new TableDelta(
                new TableKey("events", Window.MINUTE, 0), 0, NO_NAMES, NO_NUMBERS, 8, NO_NUMBERS)),
        Arguments.of(
            new OpenRowsSerializer(),
            new OpenRows(
                "cart",
                Window.HOUR,
                RowKey.TEXT,
                texts("日本 😀", ""),
                3,
                2,
                new long[] {7_200_000, 1, 1, -2, -3_600_000, 2, 0, 5, 7_200_000, 0, 3, -4})),
        Arguments.of(
            new OpenRowsSerializer(),
            new OpenRows(
                "top_product",
                Window.MONTH,
                RowKey.NUMBER,
                new Texts(),
                2,
                1,
                new long[] {
                  -86_400_000, Long.MIN_VALUE, Long.MAX_VALUE, 60_000, 44_600_062, Long.MIN_VALUE
                })),
        Arguments.of(
            new OpenRowsSerializer(),
            new OpenRows(
                "orders", Window.DAY, RowKey.SINGLE, new Texts(), 1, 1, new long[] {0, 0, 1})),
        Arguments.of(new TableKeySerializer(), new TableKey("日本", Window.MONTH, Long.MIN_VALUE)),
        Arguments.of(new TableKeySerializer(), new TableKey("cart", Window.MINUTE, 60_000)),
        Arguments.of(new PointBlockSerializer(), TestingLines.block()),
        Arguments.of(new PointBlockSerializer(), TestingLines.block("a b=1i 0\n", "日本 b=1i 0\n")),
        Arguments.of(
            new WaitingPointsSerializer(),
            new WaitingPoints(
                TestingLines.block("a b=1i 0\n", "c d=1i 0\n"), new short[] {127, 0})));
  }

  /** Texts as a reader numbers them: in the order in which rows speak of them. */
  private static Texts texts(String... inOrder) {
    Texts texts = new Texts();
    Stream.of(inOrder).forEach(texts::number);
    return texts;
  }

  private static ShopOrder order(int version, String session) {
    return new ShopOrder(ITEM.id(), version, 5, session, List.of(ITEM), 1_000, 2_000);
  }

  private static ShopEvent inSession(String session) {
    return TestingEvents.event(1, EventType.VIEW, 1, session, 1, null, null, 1, 1);
  }

  @ParameterizedTest
  @MethodSource("values")
  <T> void whatIsWrittenIsReadBack(TypeSerializer<T> serializer, T value) throws Exception {
    byte[] bytes = write(serializer, value);
    for (TypeSerializer<T> reader : readers(serializer)) {
      assertThat(reader).isEqualTo(serializer);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      assertThat(reader.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
      assertThat(in.available()).isZero();
    }
    assertCopiesBytes(serializer, bytes);
  }

  /** The serializer itself, another like it, one that was sent, and one out of a savepoint. */
  private static <T> List<TypeSerializer<T>> readers(TypeSerializer<T> serializer)
      throws Exception {
    TypeSerializer<T> sent =
        InstantiationUtil.deserializeObject(
            InstantiationUtil.serializeObject(serializer),
            SerializerRoundTripTest.class.getClassLoader());
    return List.of(serializer, serializer.duplicate(), sent, restored(serializer));
  }

  private static <T> void assertCopiesBytes(TypeSerializer<T> serializer, byte[] bytes)
      throws IOException {
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
  }

  /** A delta is made with room for rows that came to nothing: what is behind is not sent. */
  @Test
  void ofADeltaOnlyItsRowsAreWritten() throws Exception {
    TableKey key = new TableKey("cart", Window.HOUR, 0);
    TableDelta roomy = new TableDelta(key, 1, NO_NAMES, NO_NUMBERS, 2, new long[] {7, -7, 9, 9});
    TableDelta exact = new TableDelta(key, 1, NO_NAMES, NO_NUMBERS, 2, new long[] {7, -7});
    assertThat(write(new TableDeltaSerializer(), roomy))
        .isEqualTo(write(new TableDeltaSerializer(), exact));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 4_096})
  void aBlockIsReadBack(int size) throws Exception {
    List<ShopEvent> events = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      events.add(
          row % 10 == 9
              ? BARE
              : TestingEvents.event(
                  row * 1_000L,
                  EventType.ofRank(row % 4),
                  row % 70,
                  row % 3 == 0 ? "no uuid ü" + row : "26dd6e6e-4dac-4778-8d2c-92e149dab885",
                  row,
                  row % 2 == 0 ? null : "日本 " + row,
                  row % 5 == 0 ? null : "x.y" + row % 300,
                  row - 50,
                  row));
    }
    EventBlockSerializer serializer = new EventBlockSerializer();
    byte[] bytes = write(serializer, TestingEvents.block(-42, events));
    for (TypeSerializer<EventBlock> reader : readers(serializer)) {
      assertThat(reader).isEqualTo(serializer);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      EventBlock read = reader.deserialize(in);
      assertThat(in.available()).isZero();
      assertThat(read.key()).isEqualTo(-42);
      assertThat(TestingEvents.eventsOf(read)).isEqualTo(events);
    }
    assertCopiesBytes(serializer, bytes);
  }

  /** One serializer reads block after block into the same arrays. */
  @Test
  void aSmallerBlockAfterALargerOneHasNothingOfThat() throws Exception {
    EventBlockSerializer serializer = new EventBlockSerializer();
    byte[] larger =
        write(serializer, TestingEvents.block(1, TestingEvents.workedExample().events()));
    byte[] smaller = write(serializer, TestingEvents.block(2, List.of(EVENT)));
    byte[] none = write(serializer, TestingEvents.block(3, List.of(BARE)));
    assertThat(read(serializer, larger)).isEqualTo(TestingEvents.workedExample().events());
    assertThat(read(serializer, smaller)).containsExactly(EVENT);
    assertThat(read(serializer, none)).containsExactly(BARE);
    assertThat(read(serializer, larger)).isEqualTo(TestingEvents.workedExample().events());
  }

  private static List<ShopEvent> read(EventBlockSerializer serializer, byte[] bytes)
      throws IOException {
    return TestingEvents.eventsOf(serializer.deserialize(new DataInputDeserializer(bytes)));
  }

  /** A text that recurs from block to block is not made anew each time. */
  @Test
  void aTextThatRecursIsShared() throws Exception {
    EventBlockSerializer serializer = new EventBlockSerializer();
    byte[] bytes = write(serializer, TestingEvents.block(1, List.of(EVENT)));
    String first = read(serializer, bytes).get(0).brand();
    assertThat(read(serializer, bytes).get(0).brand()).isEqualTo("l'oréal").isSameAs(first);
  }

  @Test
  void tablesAreReadBackToTheSameBytes() throws Exception {
    TableKey key = new TableKey("cart", Window.HOUR, 0);
    WindowTable single = new WindowTable(6);
    single.add(new TableDelta(key, 1, NO_NAMES, NO_NUMBERS, 6, new long[] {1, 0, 0, 1, 0, 500}));
    assertThat(publish(single, key)).isEqualTo(1);
    single.timer(7);
    assertSameBytes(new WindowTableSerializer(), single);

    WindowTable named = new WindowTable(1);
    String[] names = {"日本", "", "x", "y", "z"};
    named.add(new TableDelta(key, 5, names, NO_NUMBERS, 1, new long[] {1, -2, 0, 4, 5}));
    assertSameBytes(new WindowTableSerializer(), named);

    WindowTable numbered = new WindowTable(2);
    long[] numbers = {-1, Long.MIN_VALUE, 0, 7, 8};
    numbered.add(
        new TableDelta(key, 5, NO_NAMES, numbers, 2, new long[] {1, -2, 0, 4, 5, 6, 7, 8, 9, 0}));
    assertSameBytes(new WindowTableSerializer(), numbered);

    assertSameBytes(new WindowTableSerializer(), new WindowTable(3));
  }

  /** A table that was read back knows what of it has been published. */
  @Test
  void aTableThatWasReadBackPublishesOnlyWhatChanges() throws Exception {
    TableKey key = new TableKey("events", Window.HOUR, 0);
    String[] names = {"electronics", "日本", "unknown"};
    WindowTable table = new WindowTable(8);
    long[] counters = new long[24];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = i + 1;
    }
    table.add(new TableDelta(key, 3, names, NO_NUMBERS, 8, counters));
    assertThat(publish(table, key)).isEqualTo(12);

    WindowTable read =
        restored(new WindowTableSerializer())
            .deserialize(new DataInputDeserializer(write(new WindowTableSerializer(), table)));
    for (WindowTable each : List.of(table.copy(), read)) {
      assertThat(publish(each, key)).isZero();
      TableDelta more =
          new TableDelta(
              key, 1, new String[] {"日本"}, NO_NUMBERS, 8, new long[] {1, 0, 0, 0, 0, 0, 0, 0});
      each.add(more);
      assertThat(publish(each, key)).isEqualTo(1);
    }
    assertThat(publish(table, key)).as("a copy's change").isZero();
  }

  /** How many points a publisher hands out that has not seen the table before. */
  private static int publish(WindowTable table, TableKey key) {
    List<String> lines = new ArrayList<>();
    new TablePublishers(CATALOG.families())
        .of(key)
        .publish(
            table,
            key.windowStart(),
            (series, windowStart, line) -> lines.add(TestingLines.text(line)));
    return lines.size();
  }

  @Test
  void ledgersAreReadBackToTheSameBytes() throws Exception {
    assertSameBytes(new UserLedgersSerializer(), UserLedgers.start(Long.MIN_VALUE, new Texts()));

    Tables tables = new Tables(CATALOG.families(), new Texts());
    LedgerWorker worker =
        new LedgerWorker(
            CATALOG.followers(tables).ledgerParts(SessionRules.DEFAULT),
            new LedgerRules(60_000),
            tables,
            new NoArrivals());
    UserLedgers ledgers = UserLedgers.start(Long.MIN_VALUE, tables.texts());
    List<ShopEvent> events = new ArrayList<>(TestingEvents.workedExample().events());
    events.add(EVENT);
    events.add(
        TestingEvents.event(
            TestingEvents.at("10:40"), EventType.CART, -9, "ü", 3, "日本", "été.x", 5, 99));
    worker.add(ledgers, TestingEvents.block(0, events), Long.MIN_VALUE, event -> {});
    assertSameBytes(new UserLedgersSerializer(), ledgers);
    // Some events are settled, some are recent, some wait, and some sessions are open.
    worker.advance(ledgers, Long.MIN_VALUE, TestingEvents.at("10:30"));
    assertThat(ledgers.size()).isGreaterThan(3);
    assertSameBytes(new UserLedgersSerializer(), ledgers);
  }

  @Test
  void arrivedEventsAreReadBackToTheSameBytes() throws Exception {
    ArrivedEvents arrived = new ArrivedEvents(7);
    assertSameBytes(new ArrivedEventsSerializer(), arrived);
    arrived.add(TestingEvents.block(7, TestingEvents.workedExample().events()));
    arrived.add(TestingEvents.block(7, List.of(EVENT)));
    assertSameBytes(new ArrivedEventsSerializer(), arrived);
  }

  /** As a checkpoint is written while the job goes on. */
  @Test
  void aCopyOfArrivedEventsDoesNotChangeWithThem() throws Exception {
    ArrivedEventsSerializer serializer = new ArrivedEventsSerializer();
    ArrivedEvents arrived = new ArrivedEvents(7);
    arrived.add(TestingEvents.block(7, TestingEvents.workedExample().events()));
    byte[] before = write(serializer, arrived);
    ArrivedEvents copy = serializer.copy(arrived);
    arrived.add(TestingEvents.block(7, List.of(EVENT)));
    assertThat(write(serializer, copy)).isEqualTo(before);
    copy.add(TestingEvents.block(7, List.of(EVENT)));
    assertThat(write(serializer, copy)).isEqualTo(write(serializer, arrived));
    EventBlock wasEmpty = new EventBlock(7).copy();
    wasEmpty.add(arrived.block(), 0);
    assertThat(wasEmpty.event(0)).isEqualTo(arrived.block().event(0));
  }

  /** Batches never leave the source's task. */
  @Test
  void batchesOfTheSourceAreRefusedWithTheReason() {
    assertThatThrownBy(
            () -> write(new EventBatchSerializer(), new EventBatch(new EventBlock(0), List.of())))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("must be chained to the source");
  }

  private static <T> void assertSameBytes(TypeSerializer<T> serializer, T value) throws Exception {
    byte[] bytes = write(serializer, value);
    for (TypeSerializer<T> reader : readers(serializer)) {
      assertThat(reader).isEqualTo(serializer);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      assertThat(write(serializer, reader.deserialize(in))).isEqualTo(bytes);
      assertThat(in.available()).isZero();
    }
    assertThat(write(serializer, serializer.copy(value))).isEqualTo(bytes);
    assertCopiesBytes(serializer, bytes);
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

  private static final class NoArrivals implements Arrivals {
    @Override
    public void accepted(LedgerEvent event) {}

    @Override
    public void duplicate(LedgerEvent event) {}
  }
}
