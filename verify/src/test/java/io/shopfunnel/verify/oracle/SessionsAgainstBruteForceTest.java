package io.shopfunnel.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sessions that SQL cuts, against cutting them event by event. */
class SessionsAgainstBruteForceTest {
  private static final LocalDateTime START = LocalDateTime.of(2019, 12, 30, 12, 0);
  private static final String[] TYPES = {"view", "cart", "purchase", "remove_from_cart"};
  private static final int[] STEPS = {0, 1, 60, 1_200, 1_799, 1_800, 1_801, 7_200};
  private static final long GAP = 1_800;

  @TempDir Path temp;

  private record Event(long time, int rank, int row, int user, String session) {}

  @ParameterizedTest
  @CsvSource({"1, 1000000", "2, 3000", "20191201, 500"})
  void agrees(long seed, long eventsPerSlice) {
    System.out.println("seed " + seed + ", sessions");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Event> events = new ArrayList<>();
    TestingCsv csv = new TestingCsv();
    for (int pair = 0; pair < 200; pair++) {
      write(random, pair, events, csv);
    }
    assertThat(found(csv, eventsPerSlice)).isEqualTo(right(events));
  }

  /** A user's events under one text, which another user has too; some last for days. */
  private static void write(RandomGenerator random, int pair, List<Event> events, TestingCsv csv) {
    int longest = random.nextInt(4) == 0 ? 5 : 1 + random.nextInt(STEPS.length);
    int user = pair / 2 % 70;
    String session = pair % 9 == 0 ? "" : text(pair / 3);
    long time = random.nextInt(600);
    for (int i = random.nextInt(200); i >= 0; i--) {
      time += STEPS[random.nextInt(longest)];
      Event event = new Event(time, random.nextInt(4), events.size(), user, session);
      events.add(event);
      String at = START.plusSeconds(time).toString().replace('T', ' ');
      csv.full(
          at.length() == 16 ? at + ":00" : at, TYPES[event.rank], "1", "", "", "1", user, session);
    }
  }

  /** A UUID, one in upper case, one that begins with zeros, or another text. */
  private static String text(int number) {
    return switch (number % 4) {
      case 0 -> "0a000000-0000-4000-8000-%012d".formatted(number / 4);
      case 1 -> "0A000000-0000-4000-8000-%012d".formatted(number / 4);
      case 2 -> "00000000-0000-0000-0000-%012d".formatted(number / 4);
      default -> "text " + number;
    };
  }

  /** From the row of an event to the row of its session's first; to itself without a session. */
  private static Map<Integer, Integer> right(List<Event> events) {
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(
        Comparator.comparingLong(Event::time)
            .thenComparingInt(Event::rank)
            .thenComparingInt(Event::row));
    Map<Integer, Integer> sessions = new TreeMap<>();
    Map<String, Event> firsts = new HashMap<>();
    Map<String, Event> lasts = new HashMap<>();
    for (Event event : ordered) {
      String pair = event.user + " " + event.session;
      Event first = firsts.get(pair);
      Event last = lasts.put(pair, event);
      if (first == null
          || last == null
          || event.session.isEmpty()
          || event.time - last.time > GAP
          || event.time - first.time > 86_400) {
        firsts.put(pair, event);
        first = event;
      }
      sessions.put(event.row, first.row);
    }
    return sessions;
  }

  private Map<Integer, Integer> found(TestingCsv csv, long eventsPerSlice) {
    Map<Integer, Integer> sessions = new TreeMap<>();
    try (Database database = Database.inMemory(temp.resolve("duck"))) {
      long rows =
          new EventLoader(database, Steps.silent())
              .load(List.of(SourceFile.of(csv.write(temp))))
              .events();
      new Slices(database, GAP, rows, eventsPerSlice)
          .each(
              Steps.silent(),
              () ->
                  database.each(
                      "SELECT pos %% %1$d, coalesce(cs, pos) %% %1$d FROM event".formatted(rows),
                      row -> sessions.put(row.getInt(1), row.getInt(2))));
    }
    return sessions;
  }
}
