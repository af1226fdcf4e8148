package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.funnel.TestingEvents.block;
import static io.shopfunnel.funnel.TestingEvents.event;
import static io.shopfunnel.funnel.TestingEvents.eventsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.Category;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBlocksTest {
  private static final int MAX_PARALLELISM = 16;

  private OneInputStreamOperatorTestHarness<EventBlock, EventBlock> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new EventBlocks(), MAX_PARALLELISM, 1, 0);
    harness.setup(new CopyingBlockSerializer());
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void send(List<ShopEvent> events) throws Exception {
    harness.processElement(block(-1, events), 0);
  }

  private static ShopEvent view(long user) {
    return new TestingEvents().add("10:00", EventType.VIEW, user, "s" + user).last();
  }

  /** The events that have left, each checked to be in the block of its user's key group. */
  private List<ShopEvent> left() {
    List<ShopEvent> events = new ArrayList<>();
    for (EventBlock block : harness.extractOutputValues()) {
      assertThat(block.size()).isBetween(1, EventBlock.MOST_EVENTS);
      for (ShopEvent event : eventsOf(block)) {
        assertThat(groupOf(block.key()))
            .as("key group of user %d", event.userId())
            .isEqualTo(groupOf(event.userId()));
        events.add(event);
      }
    }
    harness.getOutput().clear();
    return events;
  }

  private static int groupOf(Object key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, MAX_PARALLELISM);
  }

  @Test
  void blocksLeaveBeforeTheWatermark() throws Exception {
    send(List.of(view(1)));
    assertThat(harness.getOutput()).isEmpty();
    harness.processWatermark(at("10:00"));
    assertThat(harness.getOutput()).hasSize(2);
    assertThat(List.copyOf(harness.getOutput()).get(1)).isEqualTo(new Watermark(at("10:00")));
    assertThat(left()).containsExactly(view(1));

    harness.processWatermark(at("10:01"));
    assertThat(harness.getOutput()).as("nothing twice").containsExactly(new Watermark(at("10:01")));
  }

  /** None is in a checkpoint, so none may be behind its barrier. */
  @Test
  void blocksLeaveBeforeTheBarrier() throws Exception {
    send(List.of(view(1), view(2)));
    harness.prepareSnapshotPreBarrier(1);
    assertThat(left()).containsExactlyInAnyOrder(view(1), view(2));
    harness.snapshot(1, 1);
    assertThat(harness.getOutput()).isEmpty();
  }

  @Test
  void blocksLeaveAtTheEnd() throws Exception {
    send(List.of(view(1), view(2)));
    harness.getOneInputOperator().finish();
    assertThat(left()).containsExactlyInAnyOrder(view(1), view(2));
  }

  /** An idle subtask holds no watermark back, so that what it still held would come late. */
  @Test
  void blocksLeaveBeforeTheSubtaskIsIdle() throws Exception {
    send(List.of(view(1)));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).hasSize(2);
    assertThat(List.copyOf(harness.getOutput()).get(1)).isEqualTo(WatermarkStatus.IDLE);
    harness.getOutput().removeIf(WatermarkStatus.IDLE::equals);
    assertThat(left()).containsExactly(view(1));
  }

  @Test
  void aFullBlockLeavesAtOnce() throws Exception {
    List<ShopEvent> events = new ArrayList<>();
    for (int row = 1; row <= EventBlock.MOST_EVENTS + 1; row++) {
      events.add(event(at("10:00"), EventType.VIEW, 1, "s", row, "b" + row, "c", 100, row));
    }
    send(events.subList(0, EventBlock.MOST_EVENTS - 1));
    assertThat(harness.getOutput()).isEmpty();
    send(events.subList(EventBlock.MOST_EVENTS - 1, events.size()));
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(left()).containsExactlyElementsOf(events.subList(0, EventBlock.MOST_EVENTS));
    harness.processWatermark(at("10:00"));
    assertThat(left()).containsExactly(events.get(EventBlock.MOST_EVENTS));
  }

  @Test
  void everyFieldArrivesAsItWas() throws Exception {
    List<ShopEvent> events = new ArrayList<>();
    SessionId[] sessions = {
      null,
      SessionId.of("26dd6e6e-4dac-4778-8d2c-92e149dab885"),
      SessionId.of("26DD6E6E-4DAC-4778-8D2C-92E149DAB885"),
      SessionId.of("00000000-0000-0000-0000-000000000000"),
      SessionId.of("no uuid, ünusual 😀")
    };
    long[] prices = {ShopEvent.NO_PRICE, 0, -5, 999, 1_000_000_000_000_000L};
    EventId[] ids = {
      new EventId("test.csv", 1), new EventId("日本.csv", 999_999_999_999L), EventId.of("no row")
    };
    for (EventType type : EventType.values()) {
      for (SessionId session : sessions) {
        for (long price : prices) {
          for (EventId id : ids) {
            int number = events.size();
            events.add(
                new ShopEvent(
                    at("10:00") + number * 1_000L,
                    type,
                    number % 2 == 0 ? number : Long.MAX_VALUE - number,
                    number % 3 == 0 ? -number : Long.MIN_VALUE + number,
                    Category.of(new String[] {null, "x", "x.y", ".odd", "été.à"}[number % 5]),
                    new String[] {null, "bosch", "l'oréal", "日本"}[number % 4],
                    price,
                    number % 7 == 0 ? -number : Long.MIN_VALUE + 31L * number,
                    session,
                    id));
          }
        }
      }
    }
    send(events);
    harness.processWatermark(at("12:00"));
    assertThat(left()).containsExactlyInAnyOrderElementsOf(events);
  }

  /** Whatever comes in between, each event arrives once, and one user's in their order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyEventArrivesOnceAndAUsersInTheirOrder(long seed) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<ShopEvent> sent = new ArrayList<>();
    List<ShopEvent> arrived = new ArrayList<>();
    long mark = at("09:00");
    for (int batch = 0; batch < 200; batch++) {
      List<ShopEvent> events = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        events.add(randomEvent(random, sent.size() + events.size() + 1));
      }
      send(events);
      sent.addAll(events);
      switch (random.nextInt(6)) {
        case 0 -> harness.processWatermark(mark++);
        case 1 -> harness.prepareSnapshotPreBarrier(batch);
        default -> {}
      }
      arrived.addAll(left());
    }
    harness.getOneInputOperator().finish();
    arrived.addAll(left());
    assertThat(arrived).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sent);
    for (long user = 0; user < 50; user++) {
      long one = user;
      assertThat(arrived.stream().filter(event -> event.userId() == one))
          .containsExactlyElementsOf(sent.stream().filter(event -> event.userId() == one).toList());
    }
  }

  private static ShopEvent randomEvent(RandomGenerator random, long row) {
    int session = random.nextInt(20);
    return event(
        at("10:00") + random.nextInt(3_600) * 1_000L,
        EventType.ofRank(random.nextInt(4)),
        random.nextInt(50),
        session == 0 ? null : "session " + session,
        random.nextInt(1_000),
        random.nextInt(4) == 0 ? null : "brand " + random.nextInt(500),
        random.nextInt(4) == 0 ? null : "category " + random.nextInt(300) + ".x",
        random.nextInt(10) == 0 ? ShopEvent.NO_PRICE : random.nextInt(10_000),
        row);
  }
}
