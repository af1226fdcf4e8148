package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.point.PointFinder;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.window.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publishers whose points leave at once, and that are killed after points have left: of an attempt
 * that is lost nothing stays in the database that the next one does not bring about.
 */
class CrashedPublisherTest {
  private static final long HOUR = 3_600_000;
  private static final TableKey CARTS_AT_10 = new TableKey("cart", Window.HOUR, at("10:00"));
  private static final String[] NAMES = {"nokia", "sony", "other", "unknown", "a b,c=d\\"};

  private final TestingDatabase database = new TestingDatabase();
  private TestingPublishers publishers;
  private TestingPublishers calm;

  @AfterEach
  void close() throws Exception {
    publishers.close();
    if (calm != null) {
      calm.close();
    }
  }

  private void start() throws Exception {
    publishers = new TestingPublishers(Departure.atOnce(database), database);
  }

  private static TableDelta carts(long... counters) {
    return new TableDelta(CARTS_AT_10, 1, new String[0], new long[0], counters.length, counters);
  }

  private Map<String, Object> cartsAt10() {
    return database
        .content()
        .getOrDefault("cart{window=1h} " + CARTS_AT_10.windowStart(), Map.of());
  }

  @Test
  void pointsLeaveAtOnceWhenACheckpointIsComplete() throws Exception {
    start();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).as("no checkpoint yet").isEmpty();
    publishers.checkpoint();
    assertThat(cartsAt10()).containsEntry("opened", 1L).containsEntry("open", 1L);
    publishers.add(carts(0, 1, 0, 0, -1, 0));
    publishers.advanceTo(at("11:10"));
    assertThat(cartsAt10()).containsEntry("purchased", 1L).containsEntry("open", 0L);
  }

  /** At the second attempt a late event is on time, and the hour has no cart. */
  @Test
  void aTableThatIsNoMoreIsWrittenAsZeros() throws Exception {
    start();
    publishers.advanceTo(at("10:30"));
    publishers.checkpoint();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).containsEntry("opened", 1L);

    publishers.crash();
    publishers.advanceTo(at("10:59"));
    assertThat(cartsAt10()).as("the window is open").containsEntry("opened", 1L);
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).isEmpty();
  }

  /** At the second attempt a late event is too late, and nothing changes what was published. */
  @Test
  void anAmendmentThatIsNoMoreIsTakenBack() throws Exception {
    start();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    publishers.checkpoint();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:10"));
    assertThat(cartsAt10()).containsEntry("opened", 2L);

    publishers.crash();
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).containsEntry("opened", 1L);
  }

  @Test
  void whatLeftBeforeTheFirstOfTwoCrashesIsFoundAfterTheSecond() throws Exception {
    start();
    publishers.advanceTo(at("10:30"));
    publishers.checkpoint();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    publishers.crash();
    publishers.advanceTo(at("10:40"));
    publishers.checkpoint();
    publishers.crash();
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).isEmpty();
  }

  /** What came after a live job's last checkpoint may be read as a backfill. */
  @Test
  void aBackfillThatGoesOnFromALiveJobsCheckpointLooksForWhatHasLeft() throws Exception {
    start();
    publishers.advanceTo(at("10:30"));
    publishers.checkpoint();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    publishers.goOn(Departure.withCheckpoints(database));
    publishers.advanceTo(at("10:40"));
    publishers.checkpoint();
    publishers.crash();
    publishers.finish();
    assertThat(cartsAt10()).isEmpty();
  }

  @Test
  void aBackfillAsksNothing() throws Exception {
    PointFinder nobody =
        (questions, receiver) -> {
          throw new IOException("asked for " + questions);
        };
    publishers = new TestingPublishers(Departure.withCheckpoints(nobody), database);
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    publishers.checkpoint();
    publishers.crash();
    publishers.finish();
    assertThat(cartsAt10()).containsEntry("opened", 1L);
  }

  /** Where a job catches up, checkpoints are days apart. */
  @Test
  void pointsOfWindowsFarAheadOfTheCheckpointWait() throws Exception {
    start();
    publishers.advanceTo(at("02:00"));
    publishers.checkpoint();
    publishers.add(carts(1, 0, 0, 0, 1, 0));
    publishers.advanceTo(at("11:00"));
    assertThat(cartsAt10()).isEmpty();
    publishers.checkpoint();
    assertThat(cartsAt10()).containsEntry("opened", 1L);
  }

  /**
   * Whatever an attempt that is lost has published, of whichever table: in the end the database
   * holds what it would hold had there been no such attempt.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingOfALostAttemptStays(int seed) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TestingDatabase undisturbed = new TestingDatabase();
    start();
    calm = new TestingPublishers(Departure.withCheckpoints(undisturbed), undisturbed);
    long time = at("10:00");
    for (int round = 0; round < 12; round++) {
      if (random.nextInt(4) == 0) {
        publishers.checkpointUnheard();
      } else {
        publishers.checkpoint();
      }
      calm.checkpoint();
      loseAnAttempt(time, random);
      for (int step = 0; step < 1 + random.nextInt(4); step++) {
        List<TableDelta> deltas = deltas(time, random);
        time += random.nextLong(HOUR / 2);
        publishers.addAll(deltas);
        publishers.advanceTo(time);
        calm.addAll(deltas);
        calm.advanceTo(time);
      }
    }
    publishers.finish();
    calm.finish();
    assertThat(undisturbed.content()).hasSizeGreaterThan(500);
    assertThat(differences(database.content(), undisturbed.content())).isEmpty();
  }

  /** What is not the same in both; each point as it is there and as it should be. */
  private static Map<String, String> differences(
      Map<String, Map<String, Object>> found, Map<String, Map<String, Object>> expected) {
    Map<String, String> differences = new TreeMap<>();
    Stream.of(found, expected)
        .flatMap(points -> points.keySet().stream())
        .filter(identity -> !Objects.equals(found.get(identity), expected.get(identity)))
        .forEach(
            identity ->
                differences.put(identity, found.get(identity) + ", not " + expected.get(identity)));
    return differences;
  }

  private void loseAnAttempt(long from, RandomGenerator random) throws Exception {
    long time = from;
    for (int step = 0; step < 1 + random.nextInt(5); step++) {
      publishers.addAll(deltas(time, random));
      time += random.nextLong(HOUR / 2);
      publishers.advanceTo(time);
      if (random.nextInt(3) == 0) {
        publishers.checkpointInVain();
      }
    }
    publishers.crash(1 + random.nextInt(3));
  }

  /** Of any tables that may be added to at that time; some take back what is not there. */
  private static List<TableDelta> deltas(long watermark, RandomGenerator random) {
    List<TableFamily> families =
        MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT)
            .families()
            .stream()
            .filter(family -> !family.countsEveryRecord())
            .toList();
    List<TableDelta> deltas = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      TableFamily family = families.get(random.nextInt(families.size()));
      Window window = family.windows().get(random.nextInt(family.windows().size()));
      long start = window.startOf(watermark + random.nextLong(-HOUR, HOUR));
      deltas.add(delta(family, new TableKey(family.name(), window, start), random));
    }
    return deltas;
  }

  private static TableDelta delta(TableFamily family, TableKey table, RandomGenerator random) {
    long[] counters = new long[family.columns()];
    for (int i = 0; i < counters.length; i++) {
      counters[i] = random.nextLong(-1, 2);
    }
    boolean texts = family.rowKey() == RowKey.TEXT;
    boolean numbers = family.rowKey() == RowKey.NUMBER;
    // A job has one catalog of funnels, and so one row there.
    int names = family.name().equals("funnel_catalog") ? 1 : NAMES.length;
    return new TableDelta(
        table,
        1,
        texts ? new String[] {NAMES[random.nextInt(names)]} : new String[0],
        numbers ? new long[] {random.nextLong(6)} : new long[0],
        counters.length,
        counters);
  }
}
