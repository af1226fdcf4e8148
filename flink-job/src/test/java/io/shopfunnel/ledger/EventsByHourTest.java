package io.shopfunnel.ledger;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.EventType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsByHourTest {
  private final EventsByHour events = new EventsByHour();
  private final List<String> first = new ArrayList<>();
  private final List<String> second = new ArrayList<>();

  private void add(long time, EventType type, long product, boolean late, boolean hasSession) {
    LedgerEvent event = new LedgerEvent();
    event.time = time;
    event.type = type;
    event.productId = product;
    event.cents = 12_345;
    event.category = 7;
    event.brand = 9;
    event.late = late;
    event.hasSession = hasSession;
    events.add(event);
  }

  private static String told(LedgerEvent event) {
    return "%d %s %d %d %d %d %b %b"
        .formatted(
            event.time(),
            event.type(),
            event.productId(),
            event.cents(),
            event.category(),
            event.brand(),
            event.late(),
            event.hasSession());
  }

  private void drain() {
    events.drain(List.of(event -> first.add(told(event)), event -> second.add(told(event))));
  }

  @Test
  void eachCounterGetsEachEventOnceHourByHour() {
    add(at("12:30"), EventType.CART, 1, true, false);
    add(at("11:59"), EventType.VIEW, Long.MAX_VALUE, false, true);
    add(at("12:10"), EventType.PURCHASE, 3, false, false);
    drain();
    assertThat(first)
        .containsExactly(
            at("11:59") + " VIEW " + Long.MAX_VALUE + " 12345 7 9 false true",
            at("12:30") + " CART 1 12345 7 9 true false",
            at("12:10") + " PURCHASE 3 12345 7 9 false false");
    assertThat(second).isEqualTo(first);
    drain();
    assertThat(second).hasSize(3);
  }

  @Test
  void anyTimeHasAPlace() {
    for (int i = 0; i < 1_000; i++) {
      add(-5_000_000L * i, EventType.VIEW, i, false, true);
    }
    drain();
    assertThat(first).hasSize(1_000).doesNotHaveDuplicates();
  }
}
