package io.shopfunnel.replayer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.csv.CsvSource;
import io.shopfunnel.replayer.schedule.Disturbance;
import io.shopfunnel.schema.EventId;
import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.ShopEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the rounds through the sources lie in time, and how their events are told apart. */
class RoundsTest {
  private static final String HEADER =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";
  private static final String BAD = "a bad row";
  private static final long FIRST = time("2019-12-01T10:00:00Z");
  private static final long TARGET = time("2026-05-01T09:30:00Z");
  private static final long DAY = 86_400_000;

  /** Of the file's events, counted from the first: 28 hours, of which two days are made. */
  private static final List<Long> GAPS =
      List.of(0L, 1_000L, 1_000L, 61_000L, 7_000_000L, 100_800_000L);

  @TempDir Path folder;
  private final List<CsvSource> sources = new ArrayList<>();
  private final Map<String, byte[]> log = new HashMap<>();

  @BeforeEach
  void writeSource() throws Exception {
    write("f.csv", GAPS.stream().map(gap -> row(FIRST + gap)).toList());
  }

  private static long time(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static String row(long time) {
    String text = Instant.ofEpochMilli(time).toString().replace('T', ' ').replace("Z", " UTC");
    return text + ",view,1,2,,,3.50,4,";
  }

  private void write(String name, List<String> rows) throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    lines.addAll(rows);
    sources.add(CsvSource.ofFile(Files.write(folder.resolve(name), lines)));
  }

  private static ReplayPlan plan(@Nullable Long shiftTo, int rounds) {
    return plan(Long.MIN_VALUE, Long.MAX_VALUE, shiftTo, rounds, Disturbance.NONE);
  }

  private static ReplayPlan plan(
      long from, long to, @Nullable Long shiftTo, int rounds, Disturbance disturbance) {
    ReplayPlan base = ReplayPlan.DEFAULT;
    return new ReplayPlan(
        from,
        to,
        shiftTo,
        rounds,
        disturbance,
        base.pace(),
        false,
        base.maxBadRows(),
        base.commitInterval());
  }

  private List<ShopEvent> replay(ReplayPlan plan) throws Exception {
    return replay(plan, Integer.MAX_VALUE);
  }

  /** Goes through the rounds, and is broken off where so many records were sent and committed. */
  private List<ShopEvent> replay(ReplayPlan plan, int most) throws Exception {
    List<Part> parts = Resumption.decide(sources, log, plan);
    List<ShopEvent> sent = new ArrayList<>();
    Rounds rounds = new Rounds(parts, plan);
    rounds.begin();
    for (int left = most; left > 0 && !rounds.finished(); ) {
      left -= round(parts, plan, rounds, sent, left);
    }
    return sent;
  }

  private int round(
      List<Part> parts, ReplayPlan plan, Rounds rounds, List<ShopEvent> sent, int most)
      throws Exception {
    int records = 0;
    try (RowFeed feed = RowFeed.open(parts, plan)) {
      for (Dispatch next = feed.next(); next != null; next = feed.next()) {
        if (next.event() != null) {
          sent.add(new JsonEventDecoder().decode(next.event().value()));
        }
        feed.noteProgress();
        commit(parts);
        if (++records == most) {
          return records;
        }
      }
      feed.noteProgress();
      rounds.roundEnded(feed.clock().now());
      commit(parts);
    }
    return records;
  }

  private void commit(List<Part> parts) {
    parts.forEach(part -> log.put(part.key(), ProgressJson.write(part.progress())));
  }

  private static List<Long> times(List<ShopEvent> events) {
    return events.stream().map(ShopEvent::eventTime).toList();
  }

  /** The file's event times in rounds whose first events lie there. */
  private static List<Long> timesFrom(Long... firsts) {
    return Stream.of(firsts).flatMap(first -> GAPS.stream().map(gap -> first + gap)).toList();
  }

  private static List<String> ids(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                LongStream.rangeClosed(1, GAPS.size())
                    .mapToObj(row -> new EventId(name, row).toString()))
        .toList();
  }

  @Test
  void theFirstEventIsMovedToTheAskedForTimeAndAllOthersWithIt() throws Exception {
    List<ShopEvent> sent = replay(plan(TARGET, 1));
    assertThat(times(sent)).isEqualTo(timesFrom(TARGET));
    assertThat(sent).map(event -> event.id().toString()).isEqualTo(ids("f.csv"));
  }

  @Test
  void eventTimesStayWholeSeconds() throws Exception {
    assertThat(times(replay(plan(TARGET + 999, 1)))).isEqualTo(timesFrom(TARGET));
  }

  @Test
  void anEarlierTimeCanBeAskedForToo() throws Exception {
    long earlier = time("2009-01-01T00:00:00Z");
    assertThat(times(replay(plan(earlier, 1)))).isEqualTo(timesFrom(earlier));
  }

  @Test
  void ofSeveralSourcesTheEarliestEventIsTheFirst() throws Exception {
    write("g.csv", List.of(row(FIRST - 5_000), row(FIRST + 5_000)));
    assertThat(times(replay(plan(TARGET, 1))))
        .startsWith(TARGET, TARGET + 5_000, TARGET + 6_000)
        .hasSize(GAPS.size() + 2)
        .isSorted();
  }

  @Test
  void laterRoundsAreLaterByWholeDaysAndOtherEvents() throws Exception {
    List<ShopEvent> sent = replay(plan(null, 3));
    assertThat(times(sent))
        .isEqualTo(timesFrom(FIRST, FIRST + 2 * DAY, FIRST + 4 * DAY))
        .isSorted();
    assertThat(sent)
        .map(event -> event.id().toString())
        .isEqualTo(ids("f.csv", "f.csv~2", "f.csv~3"));
    assertThat(replay(plan(null, 3))).as("a finished replay").isEmpty();
  }

  @Test
  void roundsFollowOneThatIsMoved() throws Exception {
    assertThat(times(replay(plan(TARGET, 2)))).isEqualTo(timesFrom(TARGET, TARGET + 2 * DAY));
  }

  @Test
  void withoutANumberTheRoundsGoOn() throws Exception {
    int rounds = 40;
    List<ShopEvent> sent = replay(plan(TARGET, 0), rounds * GAPS.size());
    assertThat(times(sent)).hasSize(rounds * GAPS.size()).isSorted();
    assertThat(sent).map(ShopEvent::id).doesNotHaveDuplicates();
  }

  @Test
  void aDayIsFollowedByTheNextOneAndAFullDayByTheOneAfterIt() throws Exception {
    sources.clear();
    write("day.csv", List.of(row(FIRST), row(FIRST + DAY - 1_000)));
    assertThat(times(replay(plan(TARGET, 2))))
        .containsExactly(TARGET, TARGET + DAY - 1_000, TARGET + DAY, TARGET + 2 * DAY - 1_000);
    sources.clear();
    write("more.csv", List.of(row(FIRST), row(FIRST + DAY)));
    assertThat(times(replay(plan(TARGET, 2))))
        .containsExactly(TARGET, TARGET + DAY, TARGET + 2 * DAY, TARGET + 3 * DAY);
  }

  @Test
  void whatIsAskedForIsMovedAndComesAgain() throws Exception {
    ReplayPlan minute = plan(FIRST + 1_000, FIRST + 61_000, TARGET, 2, Disturbance.NONE);
    assertThat(times(replay(minute))).containsExactly(TARGET, TARGET, TARGET + DAY, TARGET + DAY);
  }

  /** Whoever goes on asks for another time by then, as with --shift-to now. */
  @Test
  void brokenOffAnywhereItGoesOnInItsOwnTimes() throws Exception {
    List<ShopEvent> whole = replay(plan(TARGET, 3));
    for (int broken = 1; broken <= whole.size(); broken++) {
      log.clear();
      List<ShopEvent> sent = replay(plan(TARGET, 3), broken);
      sent.addAll(replay(plan(TARGET + 3_600_000, 3)));
      assertThat(sent).as("broken off after %d", broken).isEqualTo(whole);
    }
  }

  @Test
  void brokenOffInDisorderItGoesOnInItsOwnTimes() throws Exception {
    for (int seed = 1; seed <= 20; seed++) {
      Disturbance disturbance = new Disturbance(60_000, 0.3, 7_200_000, 0.3, seed);
      log.clear();
      List<ShopEvent> whole = replay(disturbed(TARGET, disturbance));
      for (int broken = 1; broken <= whole.size(); broken++) {
        log.clear();
        List<ShopEvent> sent = replay(disturbed(TARGET, disturbance), broken);
        sent.addAll(replay(disturbed(TARGET + 3_600_000, disturbance)));
        assertThat(sent)
            .as("seed %d, broken off after %d", seed, broken)
            .containsExactlyInAnyOrderElementsOf(whole);
      }
    }
  }

  private static ReplayPlan disturbed(long target, Disturbance disturbance) {
    return plan(Long.MIN_VALUE, Long.MAX_VALUE, target, 2, disturbance);
  }

  @Test
  void aBadRowAtTheEndMovesNoRound() throws Exception {
    sources.clear();
    write("bad.csv", List.of(row(FIRST), BAD));
    List<ShopEvent> sent = replay(plan(TARGET, 3), 2);
    sent.addAll(replay(plan(TARGET, 3)));
    assertThat(times(sent)).containsExactly(TARGET, TARGET + DAY, TARGET + 2 * DAY);
  }

  @Test
  void roundsWithoutAnEventComeToAnEnd() throws Exception {
    ReplayPlan later = plan(FIRST + 7 * DAY, Long.MAX_VALUE, TARGET, 0, Disturbance.NONE);
    assertThat(replay(later)).isEmpty();
    sources.clear();
    write("bad.csv", List.of(BAD));
    assertThat(replay(plan(null, 0))).isEmpty();
  }
}
