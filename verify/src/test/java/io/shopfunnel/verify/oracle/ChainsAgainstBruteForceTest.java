package io.shopfunnel.verify.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.verify.funnel.Funnel;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.point.WindowLength;
import io.shopfunnel.verify.sql.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chains of SQL, against a search through every chain there is. */
class ChainsAgainstBruteForceTest {
  private static final int ACTORS = 6_000;
  private static final LocalDateTime START = LocalDateTime.of(2019, 12, 31, 23, 57);
  private static final String[] TYPES = {"view", "cart", "purchase", "remove_from_cart"};

  private static final String FUNNELS =
      """
      funnels:
        - {name: three, actor: %1$s, conversion_window: 90s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: cart}, {event: purchase}]}
        - {name: two, actor: %1$s, conversion_window: 20s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: purchase}]}
        - {name: guarded, actor: %1$s, conversion_window: 120s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: cart}, {event: purchase}],
           exclusions: [{event: remove_from_cart, between: [2, 3]}]}
        - {name: both_guarded, actor: %1$s, conversion_window: 45s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: cart}, {event: purchase}],
           exclusions: [{event: remove_from_cart, between: [1, 2]},
                        {event: view, max_price: 5, between: [2, 3]}]}
        - {name: same_type, actor: %1$s, conversion_window: 60s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: view}, {event: cart}, {event: view}],
           exclusions: [{event: view, between: [3, 4], min_price: 5}, {event: cart, between: [2, 3]}]}
        - {name: five, actor: %1$s, conversion_window: 150s, entry_windows: [1m, 1mo],
           steps: [{event: view}, {event: cart}, {event: view}, {event: cart}, {event: purchase}],
           exclusions: [{event: remove_from_cart, between: [3, 4]}]}
      """;

  @TempDir Path temp;

  private record Event(int rank, long time, int product, int cents) {}

  /** How far an actor came, by definition. */
  private record Outcome(int depth, int freeDepth, Long seconds) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 20191201})
  void agreesForSessions(long seed) {
    agrees(seed, "session", false);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void agreesForUsers(long seed) {
    agrees(seed, "user", false);
  }

  @Test
  void agreesForProducts() {
    agrees(5, "session+product", true);
    agrees(6, "user+product", true);
  }

  private void agrees(long seed, String actor, boolean byProduct) {
    System.out.println("seed " + seed + ", " + actor);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<List<Event>> actors = new ArrayList<>();
    TestingCsv csv = new TestingCsv();
    for (int i = 0; i < ACTORS; i++) {
      actors.add(write(csv, events(random), i + 1));
    }
    try (Database database = Database.inMemory(temp.resolve("duck"))) {
      long events =
          new EventLoader(database, Steps.silent())
              .load(List.of(SourceFile.of(csv.write(temp))))
              .events();
      List<Funnel> funnels = FunnelsFile.parse(FUNNELS.formatted(actor)).list();
      Map<String, Map<String, Outcome>> found = new TreeMap<>();
      new Slices(database, 1_800, events, events / 2)
          .each(Steps.silent(), () -> funnels.forEach(each -> outcomes(database, each, found)));
      for (Funnel funnel : funnels) {
        for (WindowLength length : funnel.entryWindows()) {
          Map<String, Outcome> right = new TreeMap<>();
          for (int i = 0; i < ACTORS; i++) {
            search(funnel, length, i + 1, actors.get(i), byProduct, right);
          }
          assertThat(found.get(funnel.name() + length))
              .as(funnel.name() + " " + length)
              .isEqualTo(right);
        }
      }
    }
  }

  private static List<Event> events(RandomGenerator random) {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    int span = random.nextBoolean() ? 6 : 240;
    for (int i = 0; i < count; i++) {
      events.add(
          new Event(
              random.nextInt(8) % 4,
              50 + random.nextInt(span),
              1 + random.nextInt(2),
              random.nextInt(2) * 900));
    }
    return events;
  }

  /** Writes an actor's rows, and gives them back in their total order. */
  private static List<Event> write(TestingCsv csv, List<Event> events, int actor) {
    for (Event event : events) {
      csv.full(
          START
              .plusSeconds(event.time)
              .toString()
              .replace('T', ' ')
              .concat(event.time % 60 == 0 ? ":00" : ""),
          TYPES[event.rank],
          Integer.toString(event.product),
          "",
          "",
          Integer.toString(event.cents / 100),
          actor,
          "s" + actor / 2);
    }
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort((a, b) -> a.time != b.time ? Long.compare(a.time, b.time) : a.rank - b.rank);
    return ordered;
  }

  private static void outcomes(
      Database database, Funnel funnel, Map<String, Map<String, Outcome>> found) {
    FunnelEntries entries = new FunnelEntries(database, funnel.actor(), funnel.steps().get(0));
    new LaterEvents(database, entries, List.of(funnel)).find();
    for (WindowLength of : funnel.entryWindows()) {
      WindowLength length = funnel.actor().bySession() ? null : of;
      entries.find(length, of == WindowLength.MINUTE || length == null ? "event" : "entry");
      FunnelChains chains = new FunnelChains(database, funnel, entries);
      chains.follow();
      read(
          database,
          funnel,
          entries.key(),
          chains.freeOutcome(),
          found.computeIfAbsent(funnel.name() + of, none -> new TreeMap<>()));
      chains.close();
    }
    database.dropTables("entry", "later");
  }

  private static void read(
      Database database, Funnel funnel, String key, String free, Map<String, Outcome> outcomes) {
    boolean bySession = funnel.actor().bySession();
    // A session is named by the user to whom the test gave it.
    String who = bySession ? "(SELECT v.usr FROM event v WHERE v.pos = e.cs)" : "usr";
    database.each(
        "SELECT %s, %s, coalesce(o.depth, 1), coalesce(f.depth, 1), o.seconds, %s FROM entry e LEFT JOIN outcome o USING (%s) LEFT JOIN %s f USING (%4$s)"
            .formatted(
                who,
                funnel.actor().byProduct() ? "product" : "0",
                bySession ? "0" : "ts",
                key,
                free),
        row -> {
          long seconds = row.getLong(5);
          Long toConvert = row.wasNull() ? null : seconds;
          long window = bySession ? 0 : row.getLong(6) - START.toEpochSecond(ZoneOffset.UTC);
          outcomes.put(
              row.getLong(1) + " " + row.getLong(2) + " " + window,
              new Outcome(row.getInt(3), row.getInt(4), toConvert));
        });
  }

  private static void search(
      Funnel funnel,
      WindowLength length,
      int actor,
      List<Event> events,
      boolean byProduct,
      Map<String, Outcome> right) {
    for (int product = byProduct ? 1 : 0; product <= (byProduct ? 2 : 0); product++) {
      int only = product;
      List<Event> own = events.stream().filter(e -> only == 0 || e.product == only).toList();
      LongUnaryOperator window = time -> funnel.actor().bySession() ? 0 : start(length, time);
      own.stream()
          .mapToLong(event -> window.applyAsLong(event.time))
          .distinct()
          .forEach(
              start -> {
                Outcome outcome = search(funnel, own, e -> window.applyAsLong(e.time) == start);
                if (outcome.depth > 0) {
                  right.put(actor + " " + only + " " + start, outcome);
                }
              });
    }
  }

  /** The start of a window, in seconds since {@link #START}. */
  private static long start(WindowLength length, long time) {
    LocalDateTime at = START.plusSeconds(time);
    LocalDateTime start =
        length == WindowLength.MONTH
            ? at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)
            : at.truncatedTo(ChronoUnit.MINUTES);
    return Duration.between(START, start).toSeconds();
  }

  private static Outcome search(Funnel funnel, List<Event> events, Predicate<Event> enters) {
    Search free = new Search(funnel, events, false);
    Search guarded = new Search(funnel, events, true);
    for (int i = 0; i < events.size(); i++) {
      if (enters.test(events.get(i))) {
        free.from(i);
        guarded.from(i);
      }
    }
    return new Outcome(
        guarded.depth, free.depth, guarded.firstEnd < 0 ? null : guarded.fastestAtFirstEnd);
  }

  /** Tries every chain. */
  private static final class Search {
    private final Funnel funnel;
    private final List<Event> events;
    private final boolean guarded;
    private int depth;
    private int firstEnd = -1;
    private long fastestAtFirstEnd;

    Search(Funnel funnel, List<Event> events, boolean guarded) {
      this.funnel = funnel;
      this.events = events;
      this.guarded = guarded;
    }

    void from(int entry) {
      if (matches(funnel.steps().get(0), events.get(entry))) {
        extend(entry, entry, 1);
      }
    }

    private void extend(int entry, int last, int reached) {
      depth = Math.max(depth, reached);
      if (reached == funnel.steps().size()) {
        complete(entry, last);
        return;
      }
      for (int next = last + 1; next < events.size(); next++) {
        Event event = events.get(next);
        if (event.time - events.get(entry).time > funnel.conversionSeconds()) {
          return;
        }
        if (matches(funnel.steps().get(reached), event)) {
          extend(entry, next, reached + 1);
        }
        if (guarded && breaks(reached, event)) {
          return;
        }
      }
    }

    private void complete(int entry, int end) {
      long seconds = events.get(end).time - events.get(entry).time;
      if (firstEnd < 0 || end < firstEnd) {
        firstEnd = end;
        fastestAtFirstEnd = seconds;
      } else if (end == firstEnd) {
        fastestAtFirstEnd = Math.min(fastestAtFirstEnd, seconds);
      }
    }

    private boolean breaks(int after, Event event) {
      return funnel.exclusions().stream()
          .anyMatch(each -> each.after() == after && matches(each.filter(), event));
    }

    private static boolean matches(Funnel.EventFilter filter, Event event) {
      return TYPES[event.rank].equals(filter.event())
          && (filter.minCents() == null || event.cents >= filter.minCents())
          && (filter.maxCents() == null || event.cents < filter.maxCents());
    }
  }
}
