package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRunTest {
  private static final long START = 1_575_158_400_000L;

  /** In code point order the last comes last; as UTF-16 it would come before the one before it. */
  private static final List<String> SOURCES = List.of("a.csv", "a.csv2", "b.csv", "\uFF5E", "😀");

  private final Arena arena = new Arena();
  private final Texts texts = new Texts();
  private final EventRun run = new EventRun();
  private final Map<Integer, ShopEvent> events = new HashMap<>();

  private void add(ShopEvent event) {
    int row = arena.allocate(EventRow.WORDS);
    arena.set(row + EventRow.ORDER, event.eventTime() << EventRow.RANK_BITS | event.type().rank());
    arena.set(row + EventRow.ID_ROW, event.id().row());
    arena.set(row + EventRow.SOURCE, (long) texts.number(event.id().source()) << 32);
    events.put(row, event);
    run.add(row);
  }

  private List<ShopEvent> inRun() {
    List<ShopEvent> found = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      found.add(events.get(run.get(i)));
    }
    return found;
  }

  private static ShopEvent event(long time, EventType type, EventId id) {
    ShopEvent event = TestingEvents.event(time, type, 1, "s", 1, null, null, 1, 1);
    return TestingEvents.identified(event, id);
  }

  private static List<ShopEvent> random(RandomGenerator random, int count) {
    List<ShopEvent> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(
          event(
              START + random.nextInt(-3, 4) * 1_000L,
              EventType.ofRank(random.nextInt(4)),
              new EventId(
                  SOURCES.get(random.nextInt(SOURCES.size())), random.nextLong(-1, 1_000_000))));
    }
    return made;
  }

  /** Few are sorted by insertion, more by merging; ties of time and type are common. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 11, 12, 13, 24, 25, 64, 65, 200, 3_000})
  void itSortsInTheTotalOrder(int count) {
    for (long seed = 1; seed <= 20; seed++) {
      run.clear();
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<ShopEvent> unsorted = random(random, count);
      unsorted.forEach(this::add);
      run.sort(arena, texts);
      assertThat(inRun())
          .as("%d events, seed %d", count, seed)
          .isEqualTo(unsorted.stream().sorted(ShopEvent.TOTAL_ORDER).toList());
    }
  }

  /** Beside the order that the tests have written anew from SEMANTICS. */
  @Test
  void timeThenTypeThenSourceThenRowDecide() {
    List<ShopEvent> ordered = new ArrayList<>();
    for (long second = -1; second <= 1; second++) {
      for (EventType type :
          List.of(EventType.VIEW, EventType.CART, EventType.PURCHASE, EventType.REMOVE_FROM_CART)) {
        for (String source : SOURCES) {
          for (long row : new long[] {EventId.NO_ROW, 1, 2, 10, 9_999_999_999L}) {
            ordered.add(event(START + second * 1_000, type, new EventId(source, row)));
          }
        }
      }
    }
    List<ShopEvent> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(5));
    shuffled.forEach(this::add);
    run.sort(arena, texts);
    assertThat(inRun()).isEqualTo(ordered);
  }

  @Test
  void whatIsEqualKeepsTheOrderInWhichItCame() {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      add(event(START + i % 3 * 1_000, EventType.VIEW, new EventId("a.csv", 1)));
      rows.add(run.get(i));
    }
    run.sort(arena, texts);
    rows.sort(Comparator.comparingLong(row -> EventRow.time(arena, row)));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(run.get(i)).isEqualTo(rows.get(i));
    }
  }

  @Test
  void whatIsLinkedIsAddedInTheSameOrder() {
    random(RandomGeneratorFactory.of("L64X128MixRandom").create(1), 200).forEach(this::add);
    List<ShopEvent> before = inRun();
    int first = run.link(arena);
    run.clear();
    assertThat(run.size()).isZero();
    run.addLinked(arena, first);
    assertThat(inRun()).isEqualTo(before);
    run.truncate(3);
    assertThat(inRun()).isEqualTo(before.subList(0, 3));

    run.clear();
    assertThat(run.link(arena)).isEqualTo(Arena.NONE);
    run.addLinked(arena, Arena.NONE);
    assertThat(run.size()).isZero();
  }
}
