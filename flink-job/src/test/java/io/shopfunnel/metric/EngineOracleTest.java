package io.shopfunnel.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine's points are the oracle's: at any watermark, whatever the order of arrival, the pace
 * of the watermark, the number of subtasks, and wherever state is written and read back.
 */
class EngineOracleTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final FunnelCatalog BUILT_IN = FunnelCatalogReader.builtIn();

  /** Funnels with everything that the built-in ones do not have. */
  private static final FunnelCatalog HARD =
      FunnelCatalogReader.parse(
          """
          funnels:
            - name: user_product
              actor: user+product
              conversion_window: 10m
              steps: [{event: view}, {event: cart}, {event: purchase}]
              exclusions:
                - {event: remove_from_cart, between: [1, 2]}
                - {event: view, between: [2, 3]}
              entry_windows: [1d, 1m, 1mo, 1h]
              breakdowns: [brand, category, price_band]
              breakdown_windows: [1m, 1mo]
            - name: user_prices
              actor: user
              conversion_window: 1h
              steps: [{event: view, min_price: 10.00}, {event: view, max_price: 50}, {event: view}]
              exclusions: [{event: cart, min_price: 0.01, between: [2, 3]}]
              entry_windows: [1d, 1h]
            - name: user_moment
              actor: user
              conversion_window: 30s
              steps: [{event: view}, {event: cart}]
              entry_windows: [1m]
            - name: session_product
              actor: session+product
              conversion_window: 2m
              steps: [{event: cart}, {event: purchase}]
              exclusions: [{event: view, between: [1, 2]}]
              entry_windows: [1m, 1d]
              breakdowns: [brand]
              breakdown_windows: [1d]
            - name: session_four
              actor: session
              steps: [{event: view}, {event: view, category: x}, {event: cart}, {event: purchase}]
              exclusions:
                - {event: remove_from_cart, between: [3, 4]}
                - {event: cart, brand: brand-2, between: [1, 2]}
              entry_windows: [1h, 1mo]
              breakdowns: [brand, category]
          """);

  /** Funnels that a search over many events in one session is done with in time. */
  private static final FunnelCatalog SHORT =
      FunnelCatalogReader.parse(
          """
          funnels:
            - name: session_short
              actor: session
              steps: [{event: view}, {event: purchase}]
              exclusions: [{event: remove_from_cart, between: [1, 2]}]
              entry_windows: [1m, 1h]
              breakdowns: [price_band]
            - name: user_short
              actor: user
              conversion_window: 2m
              steps: [{event: view}, {event: cart}, {event: purchase}]
              exclusions: [{event: remove_from_cart, between: [1, 2]}]
              entry_windows: [1m, 1h, 1d]
          """);

  private static final SessionRules[] RULES = {
    SessionRules.DEFAULT,
    new SessionRules(10 * MINUTE, 25 * MINUTE),
    new SessionRules(30 * MINUTE, HOUR)
  };
  private static final long[] LATENESS = {0, 10 * MINUTE, HOUR, DAY};
  private static final long[] BOUNDS = {0, MINUTE, 15 * MINUTE};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyWayOfArrivalGivesTheOraclesPoints(long seed) {
    for (int i = 0; i < 1_000; i++) {
      assertScenario(seed, i, Shape.DENSE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void brandsAndRanksBeyondTheirBoundsAreTheOracles(long seed) {
    for (int i = 0; i < 15; i++) {
      assertScenario(seed, i, Shape.WIDE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aKeyWhoseEventsNeverPauseIsFoldedWithoutLoss(long seed) {
    for (int i = 0; i < 12; i++) {
      assertScenario(seed, i, Shape.BUSY);
    }
  }

  private enum Shape {
    DENSE,
    WIDE,
    BUSY
  }

  private static void assertScenario(long seed, int number, Shape shape) {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_000 + number);
    assertThatCode(() -> new Scenario(random, shape).run())
        .as("seed %d, case %d", seed, number)
        .doesNotThrowAnyException();
  }

  /** One random shop on one random way through the engine. */
  private static final class Scenario {
    private final RandomGenerator random;
    private final FunnelCatalog funnels;
    private final SessionRules rules;
    private final long bound;
    private final long lateness;
    private final List<ShopEvent> events;
    private final TestingEngine engine;

    Scenario(RandomGenerator random, Shape shape) {
      this.random = random;
      this.funnels = shape == Shape.BUSY ? SHORT : random.nextBoolean() ? HARD : BUILT_IN;
      this.rules = RULES[random.nextInt(RULES.length)];
      this.bound = BOUNDS[random.nextInt(BOUNDS.length)];
      this.lateness = LATENESS[random.nextInt(shape == Shape.BUSY ? 2 : LATENESS.length)];
      this.events =
          switch (shape) {
            case DENSE -> RandomShop.dense(random, rules);
            case WIDE -> RandomShop.wide(random, rules);
            case BUSY -> RandomShop.busy(random, rules);
          };
      this.engine = new TestingEngine(funnels, rules, lateness, random);
    }

    /** An event's place in the line of arrivals. */
    private record Arrival(long at, ShopEvent event) {}

    private List<ShopEvent> arrivals() {
      int lateOneIn = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(10);
      int twiceOneIn = random.nextBoolean() ? Integer.MAX_VALUE : 2 + random.nextInt(9);
      long mostLate = 2 * bound + (random.nextBoolean() ? lateness : 2 * lateness) + MINUTE;
      List<Arrival> arrivals = new ArrayList<>();
      for (ShopEvent event : events) {
        long at = event.eventTime() + random.nextLong(bound + 1);
        if (random.nextInt(lateOneIn) == 0) {
          at += random.nextLong(mostLate);
        }
        arrivals.add(new Arrival(at, event));
        while (random.nextInt(twiceOneIn) == 0) {
          arrivals.add(new Arrival(at + random.nextLong(mostLate), event));
        }
      }
      return arrivals.stream()
          .sorted(Comparator.comparingLong(Arrival::at))
          .map(Arrival::event)
          .toList();
    }

    void run() {
      long greatest = Long.MIN_VALUE;
      int pace = 1 + random.nextInt(8);
      for (ShopEvent event : arrivals()) {
        engine.arrive(event);
        greatest = Math.max(greatest, event.eventTime());
        if (random.nextInt(pace) == 0) {
          engine.watermark(greatest - bound - 1);
        }
        engine.runSome();
        disturb(events.size() > 300 ? 100 : 15);
      }
      long watermark = greatest;
      while (watermark < greatest + 36 * DAY) {
        watermark += random.nextLong(1, random.nextBoolean() ? HOUR : 6 * DAY);
        engine.watermark(watermark);
        disturb(6);
      }
      assertPoints();
      assertThat(engine.kept()).as("state").isEmpty();
      engine.watermark(Long.MAX_VALUE);
      assertPoints();
      assertThat(engine.tablesKept()).as("tables").isZero();
      assertThat(engine.counted().size() + engine.lateDropped().size()).isGreaterThan(0);
    }

    private void disturb(int oneIn) {
      if (random.nextInt(oneIn) == 0) {
        engine.restart(1 + random.nextInt(3));
      }
      if (random.nextInt(oneIn) == 0) {
        assertPoints();
      }
    }

    private void assertPoints() {
      engine.flush();
      NaiveOracle oracle =
          new NaiveOracle(
              engine.counted(), rules.gapMillis(), rules.longestMillis(), engine.watermark());
      oracle.dropped(engine.lateDropped(), "late_dropped");
      oracle.dropped(engine.duplicates(), "duplicate_dropped");
      assertThat(differences(engine.points(), oracle.points(funnels)))
          .as("%s, lateness %d, by watermark %d", rules, lateness, engine.watermark())
          .isEmpty();
      assertThat(engine.broken()).isEmpty();
    }
  }

  /** Every point that is not the same, in one line each. */
  private static List<String> differences(
      Map<String, ? extends Map<String, Object>> points,
      Map<String, ? extends Map<String, Object>> expected) {
    Set<String> identities = new TreeSet<>(points.keySet());
    identities.addAll(expected.keySet());
    List<String> differences = new ArrayList<>();
    for (String identity : identities) {
      if (!Objects.equals(points.get(identity), expected.get(identity))) {
        differences.add(
            identity + " is " + points.get(identity) + ", not " + expected.get(identity));
      }
    }
    return differences;
  }

  @Test
  void categoriesBeyondTheirBoundAreOther() {
    List<ShopEvent> events = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      String category = i < 5 ? null : "c" + i % 220 + ".x";
      events.add(
          TestingEvents.event(
              TestingEvents.at("10:00") + i * 1_000,
              EventType.VIEW,
              i,
              "s" + i,
              i,
              null,
              category,
              100,
              i));
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    TestingEngine engine = new TestingEngine(BUILT_IN, SessionRules.DEFAULT, HOUR, random);
    events.forEach(engine::arrive);
    engine.watermark(Long.MAX_VALUE);
    engine.flush();

    NaiveOracle oracle =
        new NaiveOracle(
            events,
            Duration.ofMinutes(30).toMillis(),
            Duration.ofHours(24).toMillis(),
            Long.MAX_VALUE);
    assertThat(differences(engine.points(), oracle.points(BUILT_IN))).isEmpty();
    assertThat(engine.points().keySet()).anyMatch(identity -> identity.contains("value=other"));
  }
}
