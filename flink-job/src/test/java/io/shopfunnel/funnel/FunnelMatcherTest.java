package io.shopfunnel.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunnelMatcherTest {
  private static final int CASES = 150_000;
  private static final String[] BRANDS = {null, "a", "b"};
  private static final String[] CATEGORIES = {null, "x", "x.y", "z"};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatASearchOfAllChainsFinds(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < CASES; i++) {
      FunnelDefinition funnel = funnel(random);
      List<ShopEvent> events = TestingEvents.inTotalOrder(events(random));
      String description = "seed " + seed + ", case " + i + ": " + funnel + "\n" + events;
      assertThatCode(() -> assertMatched(funnel, events))
          .as(description)
          .doesNotThrowAnyException();
    }
  }

  private static void assertMatched(FunnelDefinition funnel, List<ShopEvent> events)
      throws IOException {
    FunnelMatcher matcher = new FunnelMatcher(funnel);
    FunnelProgress progress = matcher.start();
    int halfWay = events.size() / 2;
    for (int i = 0; i < events.size(); i++) {
      ShopEvent event = events.get(i);
      matcher.accept(
          progress, event, matcher.matchedSteps(event), matcher.guardedSteps(event), false);
      if (i == halfWay) {
        progress = written(matcher, progress.copy());
      }
    }
    long now = events.isEmpty() ? 0 : events.get(events.size() - 1).eventTime();
    ChainSearch found =
        ChainSearch.among(events, funnel, Long.MIN_VALUE, Long.MAX_VALUE, true, now);
    ChainSearch free =
        ChainSearch.among(events, funnel, Long.MIN_VALUE, Long.MAX_VALUE, false, now);

    assertThat(progress.depth()).as("depth").isEqualTo(found.depth());
    assertThat(progress.excluded()).as("excluded").isEqualTo(free.depth() > found.depth());
    assertThat(progress.timeToConvert())
        .as("time to convert")
        .isEqualTo(found.completed() ? found.timeToConvert() : FunnelProgress.NOT_CONVERTED);
    assertThat(progress.entry()).as("entry").isEqualTo(firstTouch(funnel, events));
    if (!found.completed()) {
      boolean mayMove = found.alive() || (free.alive() && free.depth() == found.depth());
      assertThat(progress.lastChance(funnel.conversionWindowMillis()) > now)
          .as("may move after %d", now)
          .isEqualTo(mayMove);
    }
  }

  private static FunnelProgress written(FunnelMatcher matcher, FunnelProgress progress)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    progress.write(new DataOutputStream(bytes));
    return matcher.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static FunnelEntry firstTouch(FunnelDefinition funnel, List<ShopEvent> events) {
    for (ShopEvent event : events) {
      if (ChainSearch.fits(funnel.steps().get(0), event)) {
        String brand = event.brand() == null ? "unknown" : event.brand();
        return new FunnelEntry(event.eventTime(), List.of(brand, event.category().root()));
      }
    }
    return null;
  }

  private static FunnelDefinition funnel(RandomGenerator random) {
    int steps = 2 + random.nextInt(3);
    List<EventFilter> filters = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      filters.add(filter(random));
    }
    List<Exclusion> exclusions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      exclusions.add(new Exclusion(filter(random), 1 + random.nextInt(steps - 1)));
    }
    return new FunnelDefinition(
        "random",
        ActorKind.SESSION,
        filters,
        random.nextInt(3) == 0 ? FunnelDefinition.UNBOUNDED : random.nextInt(7) * 1_000L,
        exclusions,
        List.of(Window.HOUR),
        List.of(Breakdown.BRAND, Breakdown.CATEGORY),
        List.of(Window.HOUR));
  }

  /** Mostly by type alone, so that chains are common; else also by what two of them may share. */
  private static EventFilter filter(RandomGenerator random) {
    EventType type = EventType.ofRank(random.nextInt(4));
    return switch (random.nextInt(8)) {
      case 0 -> new EventFilter(type, "x", null, null, null);
      case 1 -> new EventFilter(type, null, random.nextBoolean() ? "a" : "unknown", null, null);
      case 2 -> new EventFilter(type, null, null, 100L, null);
      case 3 -> new EventFilter(type, null, null, 0L, 200L);
      default -> EventFilter.of(type);
    };
  }

  private static List<ShopEvent> events(RandomGenerator random) {
    List<ShopEvent> events = new ArrayList<>();
    int types = 1 + random.nextInt(4);
    for (int i = random.nextInt(10); i > 0; i--) {
      events.add(
          TestingEvents.event(
              random.nextInt(9) * 1_000L,
              EventType.ofRank(random.nextInt(types)),
              1,
              "s",
              1,
              BRANDS[random.nextInt(BRANDS.length)],
              CATEGORIES[random.nextInt(CATEGORIES.length)],
              random.nextInt(9) == 0 ? ShopEvent.NO_PRICE : random.nextLong(-1, 4) * 100,
              i));
    }
    return events;
  }

  @Test
  void oneEventIsNeverTwoSteps() {
    FunnelDefinition twoViews = byType(5_000, EventType.VIEW, EventType.VIEW);
    assertThat(depth(twoViews, view(0))).isEqualTo(1);
    assertThat(depth(twoViews, view(0), view(0))).isEqualTo(2);
  }

  @Test
  void theConversionWindowIsInclusive() {
    FunnelDefinition funnel = byType(5_000, EventType.VIEW, EventType.CART);
    assertThat(depth(funnel, view(0), cart(5_000))).isEqualTo(2);
    assertThat(depth(funnel, view(0), cart(6_000))).isEqualTo(1);
  }

  private static FunnelDefinition byType(long window, EventType... types) {
    return new FunnelDefinition(
        "by_type",
        ActorKind.USER,
        List.of(types).stream().map(EventFilter::of).toList(),
        window,
        List.of(),
        List.of(Window.HOUR),
        List.of(),
        List.of(Window.HOUR));
  }

  private static int depth(FunnelDefinition funnel, ShopEvent... events) {
    FunnelMatcher matcher = new FunnelMatcher(funnel);
    FunnelProgress progress = matcher.start();
    for (ShopEvent event : events) {
      matcher.accept(progress, event, matcher.matchedSteps(event), 0, false);
    }
    return progress.depth();
  }

  private static ShopEvent view(long time) {
    return TestingEvents.event(time, EventType.VIEW, 1, "s", 1, null, null, 100, 1);
  }

  private static ShopEvent cart(long time) {
    return TestingEvents.event(time, EventType.CART, 1, "s", 1, null, null, 100, 2);
  }
}
