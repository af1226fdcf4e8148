package io.shopfunnel.bench.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.bench.contender.Assignment;
import io.shopfunnel.bench.contender.Results;
import io.shopfunnel.bench.contender.Stopwatch;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
  private static final long DAY = EventTimeOf.second("2019-12-01 00:00:00 UTC");
  private static final Stopwatch NONE =
      new Stopwatch() {
        @Override
        public void start() {}

        @Override
        public void stop() {}
      };

  @TempDir private Path directory;

  private record Event(long second, EventType type, long user, int session) {}

  /** The table in docs/semantics.md. */
  @Test
  void theWorkedExample() throws Exception {
    Results results =
        compute(
            List.of(
                at("10:00", EventType.VIEW, 1),
                at("10:02", EventType.CART, 1),
                at("10:05", EventType.PURCHASE, 1),
                at("10:00", EventType.CART, 2),
                at("10:01", EventType.VIEW, 2),
                at("10:03", EventType.PURCHASE, 2),
                at("10:10", EventType.VIEW, 3),
                at("10:10", EventType.CART, 3),
                at("10:12", EventType.PURCHASE, 3),
                at("10:20", EventType.PURCHASE, 4),
                at("10:59", EventType.VIEW, 5),
                at("11:01", EventType.CART, 5),
                at("11:04", EventType.PURCHASE, 5),
                at("10:30", EventType.VIEW, 6),
                at("10:30", EventType.VIEW, 6),
                at("10:31", EventType.CART, 6)));
    assertThat(results.family(Results.FUNNEL))
        .containsOnlyKeys(
            "funnel 2019-12-01T10:00:00Z step_1",
            "funnel 2019-12-01T10:00:00Z step_2",
            "funnel 2019-12-01T10:00:00Z step_3")
        .containsValues(5L, 4L, 3L);
    assertThat(results.family(Results.EVENTS))
        .containsEntry("events 2019-12-01T10:30:00Z view", 2L)
        .containsEntry("events 2019-12-01T10:00:00Z cart", 1L);
    assertThat(results.family(Results.TOTALS))
        .containsEntry("totals purchase count", 5L)
        .containsEntry("totals purchase cents", 5 * 1234L)
        .containsEntry("totals purchase users", 1L + 2 + 3 + 4 + 5);
    assertThat(results.family(Results.RECORDS)).containsEntry("records", 16L);
  }

  /** Long silences, days without one, ties and shared sessions, against the definition itself. */
  @RepeatedTest(20)
  void anyEventsGiveWhatTheDefinitionGives(RepetitionInfo repetition) throws Exception {
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long second = DAY + random.nextInt(random.nextBoolean() ? 3 * 86_400 : 900) / 300 * 300;
      EventType type = EventType.ofRank(random.nextInt(4));
      events.add(new Event(second, type, random.nextInt(2), random.nextInt(3)));
    }
    assertThat(compute(events).family(Results.FUNNEL)).isEqualTo(byDefinition(events));
  }

  private static Object byDefinition(List<Event> events) {
    Results results = new Results();
    events.stream()
        .filter(event -> event.session > 0)
        .sorted(Comparator.comparing(Event::second).thenComparing(Event::type))
        .collect(Collectors.groupingBy(event -> List.of(event.user, event.session)))
        .values()
        .forEach(session -> follow(session, results));
    return results.values();
  }

  private static void follow(List<Event> events, Results results) {
    long first = Long.MIN_VALUE / 2;
    long last = first;
    long entered = 0;
    int depth = 0;
    for (Event event : events) {
      if (event.second - last > 1800 || event.second - first > 86_400) {
        first = event.second;
        depth = 0;
      }
      last = event.second;
      if (event.type.rank() == depth && depth < 3) {
        entered = depth == 0 ? event.second : entered;
        depth++;
        results.addFunnel(entered - entered % 3600, depth, 1);
      }
    }
  }

  private Results compute(List<Event> events) throws Exception {
    Path csv = directory.resolve("it's events.csv");
    List<String> lines = new ArrayList<>();
    lines.add(
        "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session");
    for (Event event : events) {
      lines.add(
          "%s,%s,7,8,,,12.34,%d,%s"
              .formatted(
                  EventTime.format(event.second * 1000),
                  event.type.wireName(),
                  event.user,
                  event.session == 0 ? "" : new UUID(9, event.session)));
    }
    Files.write(csv, lines);
    return new Reference()
        .consume(new Assignment("", "", csv, events.size(), 2, "test", directory), NONE);
  }

  private static Event at(String time, EventType type, int session) {
    return new Event(EventTimeOf.second("2019-12-01 " + time + ":00 UTC"), type, session, session);
  }

  private static final class EventTimeOf {
    static long second(String text) {
      try {
        return EventTime.parse(text) / 1000;
      } catch (io.shopfunnel.schema.MalformedEventException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
