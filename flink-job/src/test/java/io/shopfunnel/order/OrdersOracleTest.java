package io.shopfunnel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.RandomShop;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.OrderItem;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.schema.ShopOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last versions of orders are those that follow from the events, whatever the order of arrival,
 * the pace of the watermark, and wherever ledgers are written and read back.
 */
class OrdersOracleTest {
  private static final long MINUTE = 60_000;
  private static final long[] LATENESS = {0, 10 * MINUTE, 60 * MINUTE, 1_440 * MINUTE};
  private static final long[] DISORDER = {0, MINUTE, 15 * MINUTE, 120 * MINUTE};
  private static final SessionRules[] RULES = {
    SessionRules.DEFAULT,
    new SessionRules(10 * MINUTE, 25 * MINUTE),
    new SessionRules(30 * MINUTE, 60 * MINUTE)
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLastVersionsAreTheOraclesOrders(long seed) throws Exception {
    int amended = 0;
    int withdrawn = 0;
    for (int i = 0; i < 1_500; i++) {
      List<ShopOrder> versions = assertScenario(seed * 1_000_000 + i);
      amended += (int) versions.stream().filter(order -> order.version() > 1).count();
      withdrawn += (int) versions.stream().filter(order -> order.items().isEmpty()).count();
    }
    assertThat(amended).as("amended versions").isGreaterThan(20);
    assertThat(withdrawn).as("withdrawn orders").isPositive();
  }

  private static List<ShopOrder> assertScenario(long seed) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    SessionRules rules = RULES[random.nextInt(RULES.length)];
    List<ShopEvent> events =
        random.nextInt(100) == 0 ? RandomShop.busy(random, rules) : RandomShop.dense(random, rules);
    TestingOrders orders = new TestingOrders(rules, LATENESS[random.nextInt(LATENESS.length)]);
    long bound = DISORDER[random.nextInt(DISORDER.length)];
    long disorder = DISORDER[random.nextInt(DISORDER.length)];
    long mostAhead = random.nextBoolean() ? 0 : 180 * MINUTE;
    for (ShopEvent event : disordered(events, disorder, random)) {
      orders.arrive(event);
      if (random.nextInt(3) == 0) {
        orders.advance(event.eventTime() - bound - 1 + random.nextLong(mostAhead + 1));
      }
      if (random.nextInt(20) == 0) {
        orders.restart("text " + random.nextInt(3));
      }
    }
    orders.advance(Long.MAX_VALUE - 1);
    orders.advance(Long.MAX_VALUE);
    SortedMap<String, List<OrderItem>> last = lastItems(orders.versions, seed);
    assertThat(last).as("seed %d", seed).isEqualTo(expected(orders.counted, rules));
    if (disorder <= bound && mostAhead == 0) {
      assertThat(orders.versions)
          .as("seed %d, nothing late", seed)
          .allMatch(order -> order.version() == 1 && !order.late());
    }
    return orders.versions;
  }

  /** The same events from several sources, in an order that is out by no more than so much. */
  private static List<ShopEvent> disordered(
      List<ShopEvent> events, long disorder, RandomGenerator random) {
    Map<ShopEvent, Long> arrival = new HashMap<>();
    List<ShopEvent> all = new ArrayList<>();
    for (ShopEvent event : events) {
      ShopEvent named =
          TestingEvents.identified(
              event, new EventId("source-" + event.id().row() % 3, event.id().row()));
      all.add(named);
      arrival.put(named, named.eventTime() + (disorder == 0 ? 0 : random.nextLong(disorder)));
    }
    all.sort(Comparator.comparingLong(event -> arrival.getOrDefault(event, 0L)));
    return all;
  }

  /** What each order holds in the end, without the withdrawn; checks how versions follow. */
  private static SortedMap<String, List<OrderItem>> lastItems(List<ShopOrder> versions, long seed) {
    Map<String, ShopOrder> last = new TreeMap<>();
    for (ShopOrder order : versions) {
      ShopOrder before = last.put(order.userId() + "/" + order.id(), order);
      assertThat(order.version())
          .as("seed %d, after %s", seed, before)
          .isEqualTo(before == null ? 1 : before.version() + 1);
      assertThat(before == null ? List.of() : before.items()).isNotEqualTo(order.items());
    }
    SortedMap<String, List<OrderItem>> items = new TreeMap<>();
    for (ShopOrder order : last.values()) {
      if (!order.items().isEmpty()) {
        assertThat(items.put(order.id().toString(), withoutLate(order.items()))).isNull();
      }
    }
    return items;
  }

  private static List<OrderItem> withoutLate(List<OrderItem> items) {
    return items.stream()
        .map(item -> new OrderItem(item.id(), item.time(), item.productId(), item.cents(), false))
        .toList();
  }

  private static SortedMap<String, List<OrderItem>> expected(
      List<ShopEvent> counted, SessionRules rules) {
    SortedMap<String, List<OrderItem>> items = new TreeMap<>();
    NaiveOrders.of(counted, rules)
        .forEach(
            (id, purchases) ->
                items.put(
                    id,
                    purchases.stream()
                        .map(
                            event ->
                                new OrderItem(
                                    event.id(),
                                    event.eventTime(),
                                    event.productId(),
                                    event.cents(),
                                    false))
                        .toList()));
    return items;
  }

  @Test
  void anOrderIsConfirmedWhenItsSessionEndsAndWithdrawnWhenAnEarlierPurchaseComesLate() {
    TestingOrders orders = new TestingOrders(SessionRules.DEFAULT, 60 * MINUTE);
    TestingEvents events =
        new TestingEvents()
            .add("10:05", EventType.PURCHASE, 7, "no uuid")
            .add("10:10", EventType.PURCHASE, 7, "no uuid");
    events.events().forEach(orders::arrive);
    orders.advance(TestingEvents.at("10:39:59"));
    assertThat(orders.versions).isEmpty();
    orders.advance(TestingEvents.at("10:40"));
    assertThat(orders.versions).singleElement().satisfies(OrdersOracleTest::assertConfirmed);

    orders.arrive(events.add("10:01", EventType.PURCHASE, 7, "no uuid").last());
    orders.advance(TestingEvents.at("10:41"));
    assertThat(orders.versions)
        .extracting(order -> order.id().row(), ShopOrder::version, order -> order.items().size())
        .containsExactlyInAnyOrder(tuple(1L, 1, 2), tuple(1L, 2, 0), tuple(3L, 1, 3));
    assertThat(orders.versions)
        .filteredOn(order -> order.id().row() == 3)
        .allMatch(ShopOrder::late);

    orders.advance(TestingEvents.at("11:42"));
    orders.advance(TestingEvents.at("11:43"));
    assertThat(orders.kept()).as("orders that nothing can change any more").isZero();
  }

  private static void assertConfirmed(ShopOrder order) {
    assertThat(order.id()).isEqualTo(new EventId("test.csv", 1));
    assertThat(order.version()).isEqualTo(1);
    assertThat(order.userId()).isEqualTo(7);
    assertThat(order.session()).matches("sha256:[0-9a-f]{32}");
    assertThat(order.firstTime()).isEqualTo(TestingEvents.at("10:05"));
    assertThat(order.lastTime()).isEqualTo(TestingEvents.at("10:10"));
    assertThat(order.cents()).isEqualTo(2_000);
    assertThat(order.late()).isFalse();
  }
}
