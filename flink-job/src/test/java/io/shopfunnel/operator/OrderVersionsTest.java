package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.order.OrderChange;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopOrder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderVersionsTest {
  private static final long HOUR = 3_600_000;
  private static final OrderItem FIRST = item(1, "10:05", false);
  private static final OrderItem LATE = item(2, "10:10", true);

  private KeyedOneInputStreamOperatorTestHarness<Long, OrderChange, ShopOrder> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, OrderChange, ShopOrder> newHarness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new OrderVersions(HOUR)), OrderChange::userId, Types.LONG);
    harness.setup(new ShopOrderSerializer());
    return harness;
  }

  private static OrderItem item(long row, String clock, boolean late) {
    return new OrderItem(new EventId("test.csv", row), at(clock), row, 100 * row, late);
  }

  /** What an advance of the watermark to that time has changed about the first user's order. */
  private void change(String clock, List<OrderItem> added, int ended) throws Exception {
    harness.processElement(
        new OrderChange(FIRST.id(), 7, "s", added, List.of(), ended, at(clock)), at(clock));
    harness.processWatermark(at(clock));
  }

  private List<ShopOrder> versions() {
    List<ShopOrder> versions = harness.extractOutputValues();
    harness.getOutput().clear();
    return versions;
  }

  private static ShopOrder version(int number, OrderItem... items) {
    return new ShopOrder(
        FIRST.id(), number, 7, "s", List.of(items), FIRST.time(), items[items.length - 1].time());
  }

  private void restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(state);
    harness.open();
  }

  @Test
  void anAmendedOrderIsItsNextVersionAlsoAfterARestart() throws Exception {
    change("10:06", List.of(FIRST), 0);
    assertThat(versions()).isEmpty();
    restart();
    change("10:35", List.of(), 1);
    assertThat(versions()).containsExactly(version(1, FIRST));
    restart();
    change("11:00", List.of(LATE), 0);
    assertThat(versions()).containsExactly(version(2, FIRST, LATE));
  }

  @Test
  void nothingIsKeptOfAnOrderWhenNoLateEventCanReachItAnyMore() throws Exception {
    change("10:06", List.of(FIRST), 0);
    change("10:35", List.of(), 1);
    change("11:00", List.of(LATE), 0);
    restart();
    harness.processWatermark(at("12:00") - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(at("12:00"));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }
}
