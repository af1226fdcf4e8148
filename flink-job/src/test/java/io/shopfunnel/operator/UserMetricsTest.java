package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.EventDraft;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class UserMetricsTest {
  private static final int MAX_PARALLELISM = 16;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final int HOSTILE_EVENTS = 120_000;
  private static final int HOSTILE_STEP = 2_000;
  private static final FunnelCatalog FUNNELS = FunnelCatalogReader.builtIn();
  private static final List<MetricKind> KINDS = List.of(MetricKind.values());
  private static final LedgerSpec SPEC = LedgerSpec.of(FUNNELS, KINDS, SessionRules.DEFAULT, HOUR);

  /** The subtasks of the operator, each in a harness, and the blocks on their way to them. */
  private static final class Subtasks {
    final List<KeyedOneInputStreamOperatorTestHarness<Integer, EventBlock, TableDelta>> harnesses =
        new ArrayList<>();
    final List<UserMetrics> operators = new ArrayList<>();
    final Map<Integer, EventBlock> blocks = new HashMap<>();
    final Map<String, long[]> tables = new TreeMap<>();
    final List<LateEvent> late = new ArrayList<>();
    private final KeyGroups keyGroups = new KeyGroups(MAX_PARALLELISM);
    private final EventDraft draft = new EventDraft();
    private long checkpoints;

    static KeyedOneInputStreamOperatorTestHarness<Integer, EventBlock, TableDelta> harness(
        UserMetrics operator, int subtasks, int index) throws Exception {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              operator, EventBlock::key, Types.INT, MAX_PARALLELISM, subtasks, index);
      harness.setup(new TableDeltaSerializer());
      return harness;
    }

    void start(int subtasks) throws Exception {
      for (int i = 0; i < subtasks; i++) {
        operators.add(new UserMetrics(SPEC));
        harnesses.add(harness(operators.get(i), subtasks, i));
        harnesses.get(i).open();
      }
    }

    /** Sends an event; a few come in one block, and some blocks between two watermarks. */
    void send(ShopEvent event) throws Exception {
      int key = keyGroups.key(keyGroups.ofUser(event.userId()));
      draft.set(event);
      EventBlock block = blocks.computeIfAbsent(key, EventBlock::new);
      block.add(draft);
      if (block.size() == 3) {
        arrive();
      }
    }

    /** What is on its way arrives. */
    void arrive() throws Exception {
      for (EventBlock block : blocks.values()) {
        int subtask =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                block.key(), MAX_PARALLELISM, harnesses.size());
        harnesses.get(subtask).processElement(block, 0);
      }
      blocks.clear();
    }

    void watermark(long time) throws Exception {
      arrive();
      for (var harness : harnesses) {
        harness.processWatermark(time);
      }
    }

    OperatorSubtaskState snapshot(int index) throws Exception {
      arrive();
      checkpoints++;
      harnesses.get(index).prepareSnapshotPreBarrier(checkpoints);
      return harnesses.get(index).snapshot(checkpoints, checkpoints);
    }

    void rescale(int subtasks) throws Exception {
      OperatorSubtaskState[] states = new OperatorSubtaskState[harnesses.size()];
      for (int i = 0; i < states.length; i++) {
        states[i] = snapshot(i);
      }
      stop();
      OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
      for (int i = 0; i < subtasks; i++) {
        operators.add(new UserMetrics(SPEC));
        harnesses.add(harness(operators.get(i), subtasks, i));
        harnesses
            .get(i)
            .initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    all, MAX_PARALLELISM, states.length, subtasks, i));
        harnesses.get(i).open();
      }
    }

    /** What has been sent so far is summed up. */
    void collect() {
      for (var harness : harnesses) {
        harness.extractOutputValues().forEach(this::add);
        var side = harness.getSideOutput(UserMetrics.LATE);
        if (side != null) {
          side.forEach(record -> late.add(record.getValue()));
          side.clear();
        }
        harness.getOutput().clear();
      }
    }

    private void add(TableDelta delta) {
      for (int row = 0; row < delta.rows(); row++) {
        int from = row * delta.columns();
        long[] added = Arrays.copyOfRange(delta.counters(), from, from + delta.columns());
        assertThat(added).as("a row of %s", delta.table()).isNotEqualTo(new long[added.length]);
        tables.merge(text(delta.table()) + "|" + name(delta, row), added, Subtasks::sum);
      }
    }

    private static String text(TableKey key) {
      return key.family() + "|" + key.window().tag() + "|" + key.windowStart();
    }

    private static String name(TableDelta delta, int row) {
      return delta.names().length > 0
          ? delta.names()[row]
          : delta.numbers().length > 0 ? Long.toString(delta.numbers()[row]) : "all";
    }

    private static long[] sum(long[] left, long[] right) {
      long[] sum = left.clone();
      Arrays.setAll(sum, i -> left[i] + right[i]);
      return sum;
    }

    void stop() throws Exception {
      collect();
      for (var harness : harnesses) {
        harness.close();
      }
      harnesses.clear();
      operators.clear();
    }

    Map<String, List<Long>> counts() {
      Map<String, List<Long>> counts = new TreeMap<>();
      tables.forEach((row, counters) -> counts.put(row, Arrays.stream(counters).boxed().toList()));
      counts.values().removeIf(row -> row.stream().allMatch(count -> count == 0));
      return counts;
    }

    /** The key groups of which anything is in state. */
    int stateEntries() {
      return harnesses.stream().mapToInt(harness -> harness.numKeyedStateEntries()).sum();
    }

    long users() {
      return operators.stream().mapToLong(UserMetrics::keptUsers).sum();
    }
  }

  /** Events of many users and sessions over some hours, nearly in order. */
  private static List<ShopEvent> events() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    List<ShopEvent> events = new ArrayList<>();
    for (int row = 1; row <= 3_000; row++) {
      long user = random.nextInt(200);
      events.add(
          TestingEvents.event(
              at("20:00") + (row * 5L - random.nextInt(30)) * 1_000,
              EventType.ofRank(random.nextInt(4)),
              user,
              "session-" + user + "-" + random.nextInt(3),
              random.nextInt(20),
              "brand-" + random.nextInt(5),
              "x.y",
              random.nextInt(6_000),
              row));
    }
    return events;
  }

  /** One in ten comes late, one in thirty too late, and one in ten twice. */
  private static List<ShopEvent> disturbed() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    record Arrival(long at, ShopEvent event) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (ShopEvent event : events()) {
      long at = event.eventTime();
      if (random.nextInt(10) == 0) {
        at += random.nextLong(50 * MINUTE);
      } else if (random.nextInt(30) == 0) {
        at += HOUR + random.nextLong(30 * MINUTE) + 5 * MINUTE;
      }
      arrivals.add(new Arrival(at, event));
      if (random.nextInt(10) == 0) {
        arrivals.add(new Arrival(at + random.nextLong(2 * HOUR), event));
      }
    }
    return arrivals.stream()
        .sorted((left, right) -> Long.compare(left.at, right.at))
        .map(Arrival::event)
        .toList();
  }

  private static void run(Subtasks users, List<ShopEvent> events, int... parallelism)
      throws Exception {
    users.start(parallelism[0]);
    int part = 0;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < events.size(); i++) {
      if (i > 0 && part < parallelism.length - 1 && i % (events.size() / parallelism.length) == 0) {
        part++;
        users.rescale(parallelism[part]);
      }
      users.send(events.get(i));
      greatest = Math.max(greatest, events.get(i).eventTime());
      if (i % 10 == 0) {
        users.watermark(greatest - MINUTE);
      }
    }
    users.watermark(greatest + HOUR);
    assertThat(users.stateEntries()).isPositive();
    assertThat(users.users()).isPositive();
    // A user counts in a month, so is remembered until that is over and no late event can come.
    users.watermark(at("2020-01-01", "00:00") + HOUR);
  }

  private static Subtasks finished(List<ShopEvent> events, int... parallelism) throws Exception {
    Subtasks users = new Subtasks();
    run(users, events, parallelism);
    assertThat(users.stateEntries()).as("state").isZero();
    assertThat(users.users()).isZero();
    users.stop();
    return users;
  }

  @Test
  void theStateIsEmptyInTheEnd() throws Exception {
    Subtasks users = new Subtasks();
    run(users, events(), 2);
    assertThat(users.stateEntries()).isZero();
    assertThat(users.users()).isZero();
    users.stop();
  }

  @Test
  void countsAreTheSameAtAnyParallelism() throws Exception {
    Map<String, List<Long>> counts = finished(events(), 1).counts();
    assertThat(counts).hasSizeGreaterThan(1_000);
    assertThat(valid(counts)).isEqualTo(3_000);
    assertThat(finished(events(), 2).counts()).isEqualTo(counts);
    assertThat(finished(events(), 3).counts()).isEqualTo(counts);
  }

  @Test
  void countsAreTheSameAfterSnapshotRestoreAndRescale() throws Exception {
    Map<String, List<Long>> counts = finished(events(), 1).counts();
    assertThat(finished(events(), 1, 1).counts()).isEqualTo(counts);
    assertThat(finished(events(), 1, 2, 1).counts()).isEqualTo(counts);
    assertThat(finished(events(), 1, 4, 3, 3).counts()).isEqualTo(counts);
  }

  @Test
  void lateEventsAndDuplicatesCountTheSameAtAnyParallelismAndAfterRescaling() throws Exception {
    List<ShopEvent> events = disturbed();
    Subtasks undisturbed = finished(events, 1);
    assertThat(valid(undisturbed.counts())).isEqualTo(events.size());
    assertThat(pipeline(undisturbed.counts(), 3)).as("late applied").isGreaterThan(100);
    assertThat(pipeline(undisturbed.counts(), 4)).as("late dropped").isGreaterThan(50);
    assertThat(pipeline(undisturbed.counts(), 5)).as("duplicates").isGreaterThan(50);
    assertThat(undisturbed.late).hasSize((int) pipeline(undisturbed.counts(), 4));
    assertThat(undisturbed.late).extracting(LateEvent::event).isSubsetOf(events);
    for (int[] parallelism :
        new int[][] {{2}, {3}, {1, 1}, {1, 2, 1}, {1, 4, 3, 3}, {3, 1, 2, 5, 1, 7}}) {
      Subtasks users = finished(events, parallelism);
      assertThat(users.counts())
          .as("at parallelism %s", Arrays.toString(parallelism))
          .isEqualTo(undisturbed.counts());
      assertThat(users.late).containsExactlyInAnyOrderElementsOf(undisturbed.late);
    }
  }

  /** Otherwise whoever sends a new brand with every event would fill the heap, and checkpoints. */
  @Test
  void brandsThatNoLedgerSpeaksOfAreForgottenAtCheckpointsAndNoNumberTells() throws Exception {
    Subtasks neverForgets = hostile(false);
    Subtasks forgets = hostile(true);
    // The events of the last step have not been put to their users yet.
    assertThat(neverForgets.operators.get(0).keptTexts())
        .isGreaterThan(HOSTILE_EVENTS - HOSTILE_STEP);
    assertThat(forgets.operators.get(0).keptTexts())
        .isBetween(HOSTILE_STEP, UserMetrics.MANY_TEXTS + HOSTILE_STEP);
    for (Subtasks users : List.of(neverForgets, forgets)) {
      users.watermark(at("2020-01-01", "00:00") + HOUR);
      users.stop();
    }
    assertThat(forgets.counts())
        .isEqualTo(neverForgets.counts())
        .hasSizeGreaterThan(HOSTILE_EVENTS);
  }

  /** A few users send a new brand with every event, in ten minutes as many as a step. */
  private static Subtasks hostile(boolean checkpoints) throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    for (int row = 0; row < HOSTILE_EVENTS; row++) {
      long time = at("10:00") + row / HOSTILE_STEP * 10 * MINUTE;
      EventType type = EventType.ofRank(row % 3);
      users.send(
          TestingEvents.event(
              time, type, row % 50, "s" + row % 50, row % 7, "brand-" + row, "x.y", 100, row));
      if (row % HOSTILE_STEP == 0) {
        users.watermark(time - 1);
        if (checkpoints) {
          users.harnesses.get(0).prepareSnapshotPreBarrier(row);
        }
      }
    }
    return users;
  }

  private static long valid(Map<String, List<Long>> counts) {
    return pipeline(counts, 1);
  }

  /** The sum of a column over all minutes of {@code pipeline}. */
  private static long pipeline(Map<String, List<Long>> counts, int column) {
    return counts.entrySet().stream()
        .filter(row -> row.getKey().startsWith("pipeline|"))
        .mapToLong(row -> row.getValue().get(column))
        .sum();
  }

  /** A block's events of a window leave when the watermark closes that, and no sooner. */
  @Test
  void countsLeaveWhenTheWatermarkClosesTheirWindow() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    users.send(new TestingEvents().add("11:00:30", EventType.VIEW, 1, "s").last());
    users.watermark(at("11:01") - 2);
    assertThat(users.harnesses.get(0).extractOutputValues()).isEmpty();
    users.watermark(at("11:01") - 1);
    assertThat(users.harnesses.get(0).extractOutputValues())
        .isNotEmpty()
        .allSatisfy(delta -> assertThat(delta.table().windowEnd()).isEqualTo(at("11:01")));
    users.stop();
  }

  @Test
  void anEventBeyondTheAllowedLatenessGoesToTheSideOutputAndIsCounted() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    users.watermark(at("12:00"));
    ShopEvent tooLate =
        TestingEvents.event(
            at("11:00"), EventType.CART, 1, "no uuid, ünusual", 7, "l'oréal", "x.y", -5, 42);
    ShopEvent bare =
        TestingEvents.event(
            at("10:00"), EventType.VIEW, -1, null, 0, null, null, ShopEvent.NO_PRICE, 43);
    ShopEvent late = new TestingEvents().add("11:00:01", EventType.VIEW, 1, "s").last();
    users.send(tooLate);
    users.send(bare);
    users.send(late);
    users.watermark(at("12:01"));
    users.stop();

    assertThat(users.late)
        .containsExactlyInAnyOrder(
            new LateEvent(tooLate, at("12:00")), new LateEvent(bare, at("12:00")));
    assertThat(new LateEvent(tooLate, at("12:00")).lateByMillis()).isEqualTo(HOUR);
    // consumed, valid, dead_letter, late_applied, late_dropped, duplicate_dropped, session_missing
    assertThat(users.counts().get("pipeline|1m|" + at("11:00") + "|all"))
        .containsExactly(2L, 2L, 0L, 1L, 1L, 0L, 0L);
    assertThat(users.counts().get("pipeline|1m|" + at("10:00") + "|all"))
        .containsExactly(1L, 1L, 0L, 0L, 1L, 0L, 0L);
    assertThat(users.counts().keySet().stream().filter(row -> row.startsWith("events|1m|")))
        .as("nothing else counts what was dropped")
        .containsExactly("events|1m|" + at("11:00") + "|unknown");
  }

  @Test
  void moreThanABlockHoldsMayComeBetweenTwoWatermarks() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    int events = 2 * EventBlock.MOST_EVENTS + 100;
    for (int row = 1; row <= events; row++) {
      users.send(
          TestingEvents.event(
              at("10:00") + row, EventType.VIEW, 1, "s", row, "brand-" + row % 7, null, 1, row));
    }
    users.watermark(at("11:00"));
    users.stop();
    assertThat(valid(users.counts())).isEqualTo(events);
    assertThat(users.late).isEmpty();
  }

  @Test
  void aSecondArrivalIsDroppedAndCounted() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    ShopEvent event = new TestingEvents().add("11:00", EventType.VIEW, 1, "s").last();
    users.send(event);
    users.send(event);
    users.watermark(at("11:00"));
    users.rescale(1);
    users.send(event);
    users.watermark(at("11:30"));

    users.stop();
    assertThat(users.late).isEmpty();
    assertThat(users.counts().get("pipeline|1m|" + at("11:00") + "|all"))
        .containsExactly(3L, 3L, 0L, 0L, 0L, 2L, 0L);
    assertThat(users.counts().get("events|1m|" + at("11:00") + "|unknown")).startsWith(1L, 1_000L);
  }

  @Test
  void aRestoredOperatorStillKnowsItsWatermark() throws Exception {
    Subtasks users = new Subtasks();
    users.start(2);
    users.watermark(at("12:00"));
    users.rescale(3);
    for (long user = 0; user < 20; user++) {
      users.send(new TestingEvents().add("10:59", EventType.VIEW, user, "s" + user).last());
    }
    users.watermark(at("12:01"));
    assertThat(users.stateEntries()).isZero();
    users.stop();
    assertThat(users.late)
        .hasSize(20)
        .allSatisfy(late -> assertThat(late.watermark()).isEqualTo(at("12:00")));
  }

  /** Flink's own watermark begins anew; what comes of that must not turn time back. */
  @Test
  void anEarlierWatermarkAfterARestoreChangesNothing() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    users.watermark(at("12:00"));
    users.rescale(1);
    users.watermark(at("10:00"));
    users.send(new TestingEvents().add("10:30", EventType.VIEW, 1, "s").last());
    users.watermark(at("11:00"));
    users.watermark(at("12:01"));
    users.collect();
    assertThat(users.late).singleElement().extracting(LateEvent::watermark).isEqualTo(at("12:00"));
    users.stop();
  }

  @Test
  void aSavepointIsRestoredOnlyUnderTheSameFunnelsMetricsAndRules() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    users.send(new TestingEvents().add("10:59", EventType.VIEW, 1, "s").last());
    OperatorSubtaskState state = users.snapshot(0);
    users.stop();

    FunnelCatalog otherFunnels = FunnelCatalogReader.parse(FUNNELS.yaml() + "#");
    String all = "events,price_band,active,orders,cart,top,funnel";
    assertRefused(
        state,
        LedgerSpec.of(FUNNELS, KINDS, SessionRules.DEFAULT, 2 * HOUR),
        "funnels %s, metrics %s, session gap 1800 s, allowed lateness 7200 s, without orders"
            .formatted(FUNNELS.hash(), all));
    assertRefused(
        state,
        LedgerSpec.of(otherFunnels, KINDS, SessionRules.DEFAULT, HOUR),
        "funnels %s, metrics %s, session gap 1800 s, allowed lateness 3600 s, without orders"
            .formatted(otherFunnels.hash(), all));
    assertRefused(
        state,
        LedgerSpec.of(FUNNELS, List.of(MetricKind.ORDERS), SessionRules.DEFAULT, HOUR),
        "funnels %s, metrics orders, session gap 1800 s, allowed lateness 3600 s, without orders"
            .formatted(FUNNELS.hash()));
    assertRefused(
        state,
        LedgerSpec.of(FUNNELS, KINDS, SessionRules.DEFAULT.withGap(Duration.ofMinutes(10)), HOUR),
        "funnels %s, metrics %s, session gap 600 s, allowed lateness 3600 s, without orders"
            .formatted(FUNNELS.hash(), all));
    assertRefused(
        state,
        SPEC.withOrders(true),
        "funnels %s, metrics %s, session gap 1800 s, allowed lateness 3600 s, with orders"
            .formatted(FUNNELS.hash(), all));
  }

  private static void assertRefused(OperatorSubtaskState state, LedgerSpec other, String now)
      throws Exception {
    var harness = Subtasks.harness(new UserMetrics(other), 1, 0);
    assertThatThrownBy(() -> harness.initializeState(state))
        .hasStackTraceContaining(SuppressRestartsException.class.getName())
        .hasRootCauseMessage(
            "The savepoint was taken under another choice of funnels, metrics, session rules,"
                + " allowed lateness or orders. Start it with that, or start anew without it."
                + " Then: funnels %s,".formatted(FUNNELS.hash())
                + " metrics events,price_band,active,orders,cart,top,funnel,"
                + " session gap 1800 s, allowed lateness 3600 s, without orders. Now: %s."
                    .formatted(now));
    harness.getEnvironment().close();
  }

  @Test
  void aBotsEventsInOneSessionAreFoldedAwayBehindTheAllowedLateness() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    int events = 100_000;
    long afterHours = 0;
    for (int row = 1; row <= events; row++) {
      long time = at("00:00") + row * 1_000L;
      users.send(
          TestingEvents.event(
              time, EventType.ofRank(row % 4), 1, "bot", row % 50, null, null, 100, row));
      // As live time does: some events between two watermarks.
      if (row % 5 == 0) {
        users.watermark(time - MINUTE);
        users.collect();
      }
      if (row == 30_000) {
        afterHours = stateBytes(users);
      }
    }
    // An hour of lateness and a minute of disorder, twice over, at 64 bytes an event; the rest is
    // what follows from them, once for the horizon and once for now, and what a key group has
    // with nothing in it.
    long bytes = stateBytes(users);
    assertThat(bytes).isLessThan(2 * 3_660 * 64 + 200_000);
    assertThat(bytes)
        .as("it does not grow with what the bot has done")
        .isLessThan(afterHours * 5 / 4);
    assertThat(users.users()).isEqualTo(1);
    assertThat(users.stateEntries()).as("its key group's ledgers, and what waits").isEqualTo(2);
    users.watermark(Long.MAX_VALUE);
    assertThat(users.stateEntries()).isZero();
    users.stop();
    assertThat(valid(users.counts())).isEqualTo(events);
  }

  private static long stateBytes(Subtasks users) throws Exception {
    return users.snapshot(0).getStateSize();
  }

  /** Idle subtasks are left out of the watermark downstream, which would make events late there. */
  @Test
  void idlenessIsNotPassedOn() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    users.harnesses.get(0).processWatermark(at("12:00"));
    users.harnesses.get(0).processWatermarkStatus(WatermarkStatus.IDLE);
    users.harnesses.get(0).processWatermarkStatus(WatermarkStatus.ACTIVE);
    users.harnesses.get(0).processWatermark(at("12:01"));
    assertThat(users.harnesses.get(0).getOutput())
        .containsExactly(new Watermark(at("12:00")), new Watermark(at("12:01")));
    users.stop();
  }

  /** A job that is drained while its sources are idle gets no last watermark. */
  @Test
  void theEndOfTheInputClosesAllWindows() throws Exception {
    Subtasks users = new Subtasks();
    users.start(1);
    for (ShopEvent event : events()) {
      users.send(event);
    }
    users.watermark(events().get(0).eventTime());
    users.harnesses.get(0).getOperator().finish();
    assertThat(users.harnesses.get(0).getOutput()).contains(Watermark.MAX_WATERMARK);
    users.collect();
    assertThat(users.counts()).isEqualTo(finished(events(), 1).counts());
    assertThat(users.stateEntries()).isZero();
    users.stop();
  }

  /** What a checkpoint has begun to write does not change while the operator goes on. */
  @Test
  void aSavepointHoldsWhatWasThenThoughTheOperatorGoesOn() throws Exception {
    List<ShopEvent> events = events();
    Subtasks users = new Subtasks();
    users.start(1);
    for (ShopEvent event : events.subList(0, 1_500)) {
      users.send(event);
    }
    users.watermark(events.get(1_400).eventTime());
    OperatorSubtaskState then = users.snapshot(0);
    users.collect();
    Map<String, List<Long>> before = users.counts();
    for (ShopEvent event : events.subList(1_500, 3_000)) {
      users.send(event);
    }
    users.watermark(Long.MAX_VALUE);
    users.stop();

    Subtasks again = new Subtasks();
    again.operators.add(new UserMetrics(SPEC));
    again.harnesses.add(Subtasks.harness(again.operators.get(0), 1, 0));
    again.harnesses.get(0).initializeState(then);
    again.harnesses.get(0).open();
    before.forEach(
        (row, counters) ->
            again.tables.put(row, counters.stream().mapToLong(Long::longValue).toArray()));
    for (ShopEvent event : events.subList(1_500, 3_000)) {
      again.send(event);
    }
    again.watermark(Long.MAX_VALUE);
    again.stop();
    Subtasks once = new Subtasks();
    once.start(1);
    for (ShopEvent event : events.subList(0, 1_500)) {
      once.send(event);
    }
    once.watermark(events.get(1_400).eventTime());
    for (ShopEvent event : events.subList(1_500, 3_000)) {
      once.send(event);
    }
    once.watermark(Long.MAX_VALUE);
    once.stop();
    assertThat(again.counts()).isEqualTo(once.counts());
  }
}
