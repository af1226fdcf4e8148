package io.shopfunnel.metric;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.schema.EventType.CART;
import static io.shopfunnel.schema.EventType.PURCHASE;
import static io.shopfunnel.schema.EventType.REMOVE_FROM_CART;
import static io.shopfunnel.schema.EventType.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** The worked examples of SEMANTICS, word for word, through the whole engine. */
class WorkedExamplesTest {
  private static final long HOUR = 3_600_000;
  private static final FunnelCatalog BUILT_IN = FunnelCatalogReader.builtIn();
  private static final String AT_10 = "1h " + at("10:00");

  private static TestingEngine engine(FunnelCatalog funnels, long lateness) {
    return new TestingEngine(
        funnels,
        SessionRules.DEFAULT,
        lateness,
        RandomGeneratorFactory.of("L64X128MixRandom").create(1));
  }

  private static TestingEngine finished(FunnelCatalog funnels, List<ShopEvent> events) {
    TestingEngine engine = engine(funnels, HOUR);
    events.forEach(engine::arrive);
    engine.watermark(Long.MAX_VALUE);
    publish(engine);
    return engine;
  }

  private static void publish(TestingEngine engine) {
    engine.flush();
    engine.points();
  }

  /** The counts by step of the breakdown all; the window is its length and start. */
  private static List<Object> steps(TestingEngine engine, String funnel, String window) {
    String identity = funnelPoint(funnel, window);
    return engine.field(identity, "step_3") == null
        ? List.of()
        : List.of(
            engine.field(identity, "step_1"),
            engine.field(identity, "step_2"),
            engine.field(identity, "step_3"));
  }

  private static String funnelPoint(String funnel, String window) {
    return "funnel breakdown=all,funnel=" + funnel + ",value=all,window=" + window;
  }

  @Test
  void sessionFunnel() {
    TestingEngine engine = finished(BUILT_IN, TestingEvents.workedExample().events());

    assertThat(steps(engine, "session_purchase", "1d " + at("00:00"))).containsExactly(5L, 4L, 3L);
    assertThat(steps(engine, "session_purchase", AT_10)).containsExactly(5L, 4L, 3L);
    assertThat(steps(engine, "session_purchase", "1h " + at("11:00"))).isEmpty();
    assertThat(engine.field("orders window=1d " + at("00:00"), "items")).isEqualTo(5L);
    assertThat(engine.field("orders window=1d " + at("00:00"), "purchases_outside_funnel"))
        .isEqualTo(2L);
  }

  @Test
  void depthOfEachSession() {
    assertThat(depth("s1")).isEqualTo(3);
    assertThat(depth("s2")).isEqualTo(1);
    assertThat(depth("s3")).isEqualTo(3);
    assertThat(depth("s4")).isEqualTo(0);
    assertThat(depth("s5")).isEqualTo(3);
    assertThat(depth("s6")).isEqualTo(2);
  }

  private static long depth(String session) {
    List<ShopEvent> events =
        TestingEvents.workedExample().events().stream()
            .filter(event -> event.session().toString().equals(session))
            .toList();
    return steps(finished(BUILT_IN, events), "session_purchase", AT_10).stream()
        .filter(count -> count.equals(1L))
        .count();
  }

  @Test
  void sessionAndProductFunnel() {
    TestingEngine engine = finished(BUILT_IN, TestingEvents.workedExample().events());
    assertThat(steps(engine, "product_purchase", AT_10)).containsExactly(5L, 4L, 2L);
  }

  private static FunnelCatalog userFunnel(String conversionWindow, String steps) {
    return FunnelCatalogReader.parse(
        """
        funnels:
          - name: user
            actor: user
            conversion_window: %s
            steps: [%s]
            entry_windows: [1h, 1d, 1mo]
        """
            .formatted(conversionWindow, steps));
  }

  private static TestingEngine userFunnelWithLastStepAt(String clock) {
    return finished(
        userFunnel("1h", "{event: view}, {event: cart}, {event: purchase}"),
        new TestingEvents()
            .add("13:00", VIEW, 1, null)
            .add("13:30", VIEW, 1, null)
            .add("13:45", CART, 1, null)
            .add(clock, PURCHASE, 1, null)
            .events());
  }

  @Test
  void userFunnelWithinAnHour() {
    String window = "1h " + at("13:00");
    TestingEngine engine = userFunnelWithLastStepAt("14:15");
    assertThat(steps(engine, "user", window)).containsExactly(1L, 1L, 1L);
    // 45 minutes: more than 30, at most 60.
    assertThat(engine.field("time_to_convert funnel=user,le=3600,window=" + window, "count"))
        .isEqualTo(1L);

    assertThat(steps(userFunnelWithLastStepAt("14:30:00"), "user", window))
        .containsExactly(1L, 1L, 1L);
    assertThat(steps(userFunnelWithLastStepAt("14:30:01"), "user", window))
        .containsExactly(1L, 1L, 0L);
  }

  @Test
  void userFunnelWithinADay() {
    FunnelCatalog funnels = userFunnel("1d", "{event: view}, {event: cart}");
    List<ShopEvent> events =
        new TestingEvents()
            .add(at("2020-01-01", "12:00"), VIEW, 1, null, 1)
            .add(at("2020-01-05", "12:00"), VIEW, 1, null, 1)
            .add(at("2020-01-20", "12:00"), VIEW, 1, null, 1)
            .add(at("2020-01-02", "12:00"), CART, 1, null, 1)
            .add(at("2020-01-06", "12:00"), CART, 1, null, 1)
            .events();
    TestingEngine engine = finished(funnels, events);

    assertThat(converted(engine, "2020-01-01")).containsExactly(1L, 1L);
    assertThat(converted(engine, "2020-01-05")).containsExactly(1L, 1L);
    assertThat(converted(engine, "2020-01-20")).containsExactly(1L, 0L);
    String month = funnelPoint("user", "1mo " + at("2020-01-01", "00:00"));
    assertThat(engine.field(month, "step_1")).isEqualTo(1L);
    assertThat(engine.field(month, "step_2")).isEqualTo(1L);
  }

  private static List<Object> converted(TestingEngine engine, String day) {
    String identity = funnelPoint("user", "1d " + at(day, "00:00"));
    return List.of(engine.field(identity, "step_1"), engine.field(identity, "step_2"));
  }

  @Test
  void fiveCarts() {
    TestingEngine engine =
        finished(
            BUILT_IN,
            new TestingEvents()
                .add("10:00", CART, 1, "buys")
                .add("10:10", PURCHASE, 1, "buys")
                .add("10:00", CART, 2, "removes")
                .add("10:05", REMOVE_FROM_CART, 2, "removes")
                .add(at("10:00"), CART, 3, "buys only one", 1)
                .add(at("10:02"), CART, 3, "buys only one", 2)
                .add(at("10:20"), PURCHASE, 3, "buys only one", 2)
                .add("10:00", CART, 4, "silent")
                .add("10:00", CART, 5, "views and buys")
                .add("10:25", VIEW, 5, "views and buys")
                .add("10:40", PURCHASE, 5, "views and buys")
                .events());

    assertThat(cart(engine, "opened")).isEqualTo(5L);
    assertThat(cart(engine, "purchased")).isEqualTo(3L);
    assertThat(cart(engine, "emptied")).isEqualTo(1L);
    assertThat(cart(engine, "abandoned")).isEqualTo(1L);
    assertThat(cart(engine, "open")).isEqualTo(0L);
    assertThat(cart(engine, "abandoned_cents")).isEqualTo(1_000L);
    assertThat(cart(engine, "mature")).isEqualTo(true);
  }

  private static Object cart(TestingEngine engine, String field) {
    return engine.field("cart window=" + AT_10, field);
  }

  @Test
  void aSilentCartIsAbandonedWhenTheWatermarkIsPastItsLastEventAndTheGap() {
    TestingEngine engine = engine(BUILT_IN, HOUR);
    engine.arrive(new TestingEvents().add("10:45", CART, 1, "silent").last());
    engine.watermark(at("11:14:59"));
    publish(engine);
    assertThat(cart(engine, "open")).isEqualTo(1L);
    assertThat(cart(engine, "mature")).isEqualTo(false);

    engine.watermark(at("11:15:00"));
    publish(engine);
    assertThat(cart(engine, "open")).isEqualTo(0L);
    assertThat(cart(engine, "abandoned")).isEqualTo(1L);
    assertThat(cart(engine, "mature")).isEqualTo(true);
    assertThat(cart(engine, "rev")).isEqualTo(0L);
  }

  private static TestingEngine published(long lateness) {
    TestingEngine engine = engine(BUILT_IN, lateness);
    TestingEvents.workedExample().events().forEach(engine::arrive);
    engine.watermark(at("11:40"));
    publish(engine);
    assertThat(steps(engine, "session_purchase", AT_10)).containsExactly(5L, 4L, 3L);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "mature")).isEqualTo(true);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "rev")).isEqualTo(0L);
    return engine;
  }

  private static void arriveLate(TestingEngine engine, ShopEvent late) {
    engine.arrive(late);
    engine.watermark(at("11:41"));
    publish(engine);
  }

  @Test
  void aLatePurchaseAmendsWithinTheAllowedLateness() {
    TestingEngine engine = published(HOUR);
    arriveLate(engine, TestingEvents.workedExample().add("10:45", PURCHASE, 6, "s6").last());

    assertThat(steps(engine, "session_purchase", AT_10)).containsExactly(5L, 4L, 4L);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "rev")).isEqualTo(1L);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "late_applied")).isEqualTo(1L);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "mature")).isEqualTo(true);
  }

  @Test
  void aLatePurchaseBeyondTheAllowedLatenessIsDropped() {
    TestingEngine engine = published(HOUR / 2);
    arriveLate(engine, TestingEvents.workedExample().add("10:45", PURCHASE, 6, "s6").last());

    assertThat(steps(engine, "session_purchase", AT_10)).containsExactly(5L, 4L, 3L);
    assertThat(engine.field(funnelPoint("session_purchase", AT_10), "rev")).isEqualTo(0L);
    assertThat(engine.field("pipeline window=1m " + at("10:45"), "late_dropped")).isEqualTo(1L);
  }

  @Test
  void aLateViewMovesAnEntry() {
    TestingEngine engine = published(3 * HOUR);
    arriveLate(engine, TestingEvents.workedExample().add("09:59:30", VIEW, 2, "s2").last());

    assertThat(steps(engine, "session_purchase", AT_10)).containsExactly(4L, 4L, 3L);
    assertThat(steps(engine, "session_purchase", "1h " + at("09:00"))).containsExactly(1L, 1L, 1L);
    String entryOfS2 = "1m " + at("10:01");
    assertThat(steps(engine, "session_purchase", entryOfS2))
        .as("no stale group: the minute that s2 has left")
        .containsExactly(0L, 0L, 0L);
    assertThat(engine.field(funnelPoint("session_purchase", entryOfS2), "rev")).isEqualTo(1L);
  }

  @Test
  void distinctUsersDoNotAddUp() {
    TestingEngine engine =
        finished(
            BUILT_IN,
            new TestingEvents()
                .add("10:00", VIEW, 1, "a")
                .add("10:00", VIEW, 2, "b")
                .add("10:00", VIEW, 3, "c")
                .add("10:01", VIEW, 2, "b")
                .add("10:01", VIEW, 3, "c")
                .add("10:01", VIEW, 4, "d")
                .events());
    assertThat(engine.field("active window=1m " + at("10:00"), "users")).isEqualTo(3L);
    assertThat(engine.field("active window=1m " + at("10:01"), "users")).isEqualTo(3L);
    assertThat(engine.field("active window=" + AT_10, "users")).isEqualTo(4L);
  }

  @Test
  void identicalRowsAreTwoUnitsAndASecondArrivalIsNone() {
    TestingEngine engine = engine(BUILT_IN, HOUR);
    TestingEvents rows =
        new TestingEvents().add("10:00", PURCHASE, 1, "s").add("10:00", PURCHASE, 1, "s");
    rows.events().forEach(engine::arrive);
    engine.arrive(rows.last());
    engine.watermark(Long.MAX_VALUE);
    publish(engine);
    assertThat(engine.field("orders window=" + AT_10, "items")).isEqualTo(2L);
    assertThat(engine.field("orders window=" + AT_10, "orders")).isEqualTo(1L);
    assertThat(engine.field("pipeline window=1m " + at("10:00"), "duplicate_dropped"))
        .isEqualTo(1L);
  }
}
