package io.shopfunnel.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.window.Window;
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

  /** An actor that is moved on by events, in words among others that nobody may touch. */
  private static final class Actor {
    private static final int AT = 3;
    private final List<String> texts = new ArrayList<>(List.of("unknown"));
    private final FunnelMatcher matcher;
    private final FunnelProgress progress;
    private final long[] words;
    private ShopEvent entry;
    private long timeToConvert = FunnelProgress.NOT_CONVERTED;

    Actor(FunnelDefinition funnel) {
      matcher = new FunnelMatcher(funnel, this::number);
      progress = new FunnelProgress(funnel);
      words = new long[AT + progress.words() + 1];
      words[AT - 1] = -1;
      words[words.length - 1] = -1;
    }

    private int number(String text) {
      if (!texts.contains(text)) {
        texts.add(text);
      }
      return texts.indexOf(text);
    }

    void accept(ShopEvent event) {
      int category = number(event.category().root());
      int brand = number(event.brandOrUnknown());
      int matched = matcher.matchedSteps(event.type(), category, brand, event.cents());
      int guarded = matcher.guardedSteps(event.type(), category, brand, event.cents());
      if (entry == null && (matched & 1) != 0) {
        entry = event;
        progress.enter(words, AT, event.eventTime(), 63, 3, 7, (long) category << 32 | brand);
      }
      long converted = progress.accept(words, AT, event.eventTime(), matched, guarded, true);
      if (converted != FunnelProgress.NOT_CONVERTED) {
        assertThat(timeToConvert).isEqualTo(FunnelProgress.NOT_CONVERTED);
        timeToConvert = converted;
      }
    }

    long standing() {
      return words[AT];
    }

    void assertNothingElseChanged() {
      assertThat(words[AT - 1]).isEqualTo(-1);
      assertThat(words[words.length - 1]).isEqualTo(-1);
      if (entry != null) {
        assertThat(FunnelProgress.base(standing())).isEqualTo(entry.eventTime());
        assertThat(FunnelProgress.owner(standing())).isEqualTo(63);
        assertThat(FunnelProgress.window(standing())).isEqualTo(3);
        assertThat(FunnelProgress.band(standing())).isEqualTo(7);
      }
    }
  }

  private static void assertMatched(FunnelDefinition funnel, List<ShopEvent> events) {
    Actor actor = new Actor(funnel);
    events.forEach(actor::accept);
    long now = events.isEmpty() ? 0 : events.get(events.size() - 1).eventTime();
    ChainSearch found =
        ChainSearch.among(events, funnel, Long.MIN_VALUE, Long.MAX_VALUE, true, now);
    ChainSearch free =
        ChainSearch.among(events, funnel, Long.MIN_VALUE, Long.MAX_VALUE, false, now);

    assertThat(FunnelProgress.depth(actor.standing())).as("depth").isEqualTo(found.depth());
    assertThat(FunnelProgress.excluded(actor.standing()))
        .as("excluded")
        .isEqualTo(free.depth() > found.depth() ? 1 : 0);
    assertThat(actor.timeToConvert)
        .as("time to convert")
        .isEqualTo(found.completed() ? found.timeToConvert() : FunnelProgress.NOT_CONVERTED);
    assertThat(FunnelProgress.entered(actor.standing()))
        .as("entered")
        .isEqualTo(actor.entry != null);
    actor.assertNothingElseChanged();
    if (!found.completed()) {
      boolean mayMove = found.alive() || (free.alive() && free.depth() == found.depth());
      assertThat(actor.progress.lastChance(actor.words, Actor.AT) > now)
          .as("may move after %d", now)
          .isEqualTo(mayMove);
    }
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
    Actor actor = new Actor(funnel);
    List.of(events).forEach(actor::accept);
    return FunnelProgress.depth(actor.standing());
  }

  private static ShopEvent view(long time) {
    return TestingEvents.event(time, EventType.VIEW, 1, "s", 1, null, null, 100, 1);
  }

  private static ShopEvent cart(long time) {
    return TestingEvents.event(time, EventType.CART, 1, "s", 1, null, null, 100, 2);
  }
}
