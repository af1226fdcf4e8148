package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.SessionId;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.type.SessionIdSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TimelineOperatorTest {
  private static final int MAX_PARALLELISM = 16;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final FunnelCatalog FUNNELS = FunnelCatalogReader.builtIn();

  /** The subtasks of one operator, each in a harness. */
  private abstract static class Subtasks<K, O> {
    final List<KeyedOneInputStreamOperatorTestHarness<K, ShopEvent, O>> harnesses =
        new ArrayList<>();
    final List<TimelineOperator<K, O>> operators = new ArrayList<>();
    final Map<String, long[]> tables = new TreeMap<>();

    abstract TimelineOperator<K, O> operator();

    abstract KeyedOneInputStreamOperatorTestHarness<K, ShopEvent, O> harness(
        TimelineOperator<K, O> operator, int subtasks, int index) throws Exception;

    abstract Object key(ShopEvent event);

    abstract Collection<TableDelta> deltas(
        KeyedOneInputStreamOperatorTestHarness<K, ShopEvent, O> harness);

    void start(int subtasks) throws Exception {
      for (int i = 0; i < subtasks; i++) {
        operators.add(operator());
        harnesses.add(harness(operators.get(i), subtasks, i));
        harnesses.get(i).open();
      }
    }

    void send(ShopEvent event) throws Exception {
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              key(event), MAX_PARALLELISM, harnesses.size());
      harnesses.get(subtask).processElement(event, event.eventTime());
    }

    void watermark(long time) throws Exception {
      for (var harness : harnesses) {
        harness.processWatermark(time);
      }
    }

    void rescale(int subtasks) throws Exception {
      OperatorSubtaskState[] states = new OperatorSubtaskState[harnesses.size()];
      for (int i = 0; i < states.length; i++) {
        harnesses.get(i).prepareSnapshotPreBarrier(1);
        states[i] = harnesses.get(i).snapshot(1, 1);
      }
      int before = states.length;
      stop();
      OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
      for (int i = 0; i < subtasks; i++) {
        operators.add(operator());
        harnesses.add(harness(operators.get(i), subtasks, i));
        harnesses
            .get(i)
            .initializeState(
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    all, MAX_PARALLELISM, before, subtasks, i));
        harnesses.get(i).open();
      }
    }

    /** Closes all subtasks; what they have sent is summed up. */
    void stop() throws Exception {
      for (var harness : harnesses) {
        for (TableDelta delta : deltas(harness)) {
          for (int i = 0; i < delta.rows().size(); i++) {
            long[] added = delta.counters().get(i);
            tables.merge(
                delta.table().text() + "|" + delta.rows().get(i), added.clone(), Subtasks::sum);
          }
        }
        harness.close();
      }
      harnesses.clear();
      operators.clear();
    }

    private static long[] sum(long[] left, long[] right) {
      Arrays.setAll(left, i -> left[i] + right[i]);
      return left;
    }

    Map<String, List<Long>> counts() {
      Map<String, List<Long>> counts = new TreeMap<>();
      tables.forEach((row, counters) -> counts.put(row, Arrays.stream(counters).boxed().toList()));
      counts.values().removeIf(row -> row.stream().allMatch(count -> count == 0));
      return counts;
    }

    int stateEntries() {
      return operators.stream().mapToInt(TimelineOperator::keysKept).sum();
    }

    int agendaEntries() {
      return operators.stream().mapToInt(TimelineOperator::agendaSize).sum();
    }
  }

  private static final class Users extends Subtasks<Long, ShopEvent> {
    @Override
    TimelineOperator<Long, ShopEvent> operator() {
      return new UserTimelines(FUNNELS, SessionRules.DEFAULT, HOUR);
    }

    @Override
    KeyedOneInputStreamOperatorTestHarness<Long, ShopEvent, ShopEvent> harness(
        TimelineOperator<Long, ShopEvent> operator, int subtasks, int index) throws Exception {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          operator, ShopEvent::userId, Types.LONG, MAX_PARALLELISM, subtasks, index);
    }

    @Override
    Object key(ShopEvent event) {
      return event.userId();
    }

    @Override
    Collection<TableDelta> deltas(
        KeyedOneInputStreamOperatorTestHarness<Long, ShopEvent, ShopEvent> harness) {
      var deltas = harness.getSideOutput(UserTimelines.DELTAS);
      return deltas == null ? List.of() : deltas.stream().map(record -> record.getValue()).toList();
    }

    List<LateEvent> late() {
      return harnesses.stream()
          .map(harness -> harness.getSideOutput(UserTimelines.LATE))
          .filter(late -> late != null)
          .flatMap(Collection::stream)
          .map(record -> record.getValue())
          .toList();
    }
  }

  private static final class Sessions extends Subtasks<SessionId, TableDelta> {
    @Override
    TimelineOperator<SessionId, TableDelta> operator() {
      return new SessionTimelines(FUNNELS, SessionRules.DEFAULT, HOUR);
    }

    @Override
    KeyedOneInputStreamOperatorTestHarness<SessionId, ShopEvent, TableDelta> harness(
        TimelineOperator<SessionId, TableDelta> operator, int subtasks, int index)
        throws Exception {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          operator, ShopEvent::session, SessionIdSerializer.TYPE, MAX_PARALLELISM, subtasks, index);
    }

    @Override
    Object key(ShopEvent event) {
      return event.session();
    }

    @Override
    Collection<TableDelta> deltas(
        KeyedOneInputStreamOperatorTestHarness<SessionId, ShopEvent, TableDelta> harness) {
      return harness.extractOutputValues();
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

  private static <K, O> void run(Subtasks<K, O> subtasks, int... parallelism) throws Exception {
    List<ShopEvent> events = events();
    subtasks.start(parallelism[0]);
    int part = 0;
    for (int i = 0; i < events.size(); i++) {
      if (i > 0 && i % (events.size() / parallelism.length) == 0) {
        part++;
        subtasks.rescale(parallelism[part]);
      }
      subtasks.send(events.get(i));
      if (i % 10 == 0) {
        subtasks.watermark(events.get(i).eventTime() - MINUTE);
      }
    }
    long last = at("20:00") + 5L * 3_000 * 1_000;
    subtasks.watermark(last + HOUR);
    assertThat(subtasks.stateEntries()).isPositive();
    subtasks.watermark(last + 50 * HOUR);
  }

  @Test
  void theStateAndTheAgendaOfUsersAreEmptyInTheEnd() throws Exception {
    Users users = new Users();
    run(users, 2);
    assertThat(users.stateEntries()).isZero();
    assertThat(users.agendaEntries()).isZero();
    users.stop();
  }

  @Test
  void theStateAndTheAgendaOfSessionsAreEmptyInTheEnd() throws Exception {
    Sessions sessions = new Sessions();
    run(sessions, 2);
    assertThat(sessions.stateEntries()).isZero();
    assertThat(sessions.agendaEntries()).isZero();
    sessions.stop();
  }

  @Test
  void usersCountTheSameAfterSnapshotRestoreAndRescale() throws Exception {
    assertThat(counts(new Users(), 1, 2, 1)).isEqualTo(counts(new Users(), 1)).isNotEmpty();
    assertThat(counts(new Users(), 1, 4, 3, 3)).isEqualTo(counts(new Users(), 1));
  }

  @Test
  void sessionsCountTheSameAfterSnapshotRestoreAndRescale() throws Exception {
    assertThat(counts(new Sessions(), 1, 2, 1)).isEqualTo(counts(new Sessions(), 1)).isNotEmpty();
    assertThat(counts(new Sessions(), 1, 4, 3, 3)).isEqualTo(counts(new Sessions(), 1));
  }

  private static <K, O> Map<String, List<Long>> counts(Subtasks<K, O> subtasks, int... parallelism)
      throws Exception {
    run(subtasks, parallelism);
    assertThat(subtasks.stateEntries()).isZero();
    subtasks.stop();
    return subtasks.counts();
  }

  @Test
  void anEventBeyondTheAllowedLatenessGoesToTheSideOutputAndIsCounted() throws Exception {
    Users users = new Users();
    users.start(1);
    users.watermark(at("12:00"));
    ShopEvent tooLate = new TestingEvents().add("11:00", EventType.VIEW, 1, "s").last();
    ShopEvent late = new TestingEvents().add("11:00:01", EventType.VIEW, 1, "s").last();
    users.send(tooLate);
    users.send(late);
    users.watermark(at("12:01"));

    assertThat(users.late()).containsExactly(new LateEvent(tooLate, at("12:00")));
    assertThat(users.late().get(0).lateByMillis()).isEqualTo(HOUR);
    assertThat(users.harnesses.get(0).extractOutputValues()).containsExactly(late);
    users.stop();
    // consumed, valid, dead_letter, late_applied, late_dropped, duplicate_dropped, session_missing
    assertThat(users.counts().get("pipeline|1m|" + at("11:00") + "|all"))
        .containsExactly(2L, 2L, 0L, 1L, 1L, 0L, 0L);
  }

  @Test
  void aSecondArrivalIsDroppedAndCounted() throws Exception {
    Users users = new Users();
    users.start(1);
    ShopEvent event = new TestingEvents().add("11:00", EventType.VIEW, 1, "s").last();
    users.send(event);
    users.send(event);
    users.watermark(at("11:00"));
    users.rescale(1);
    users.send(event);
    users.watermark(at("11:30"));

    assertThat(users.harnesses.get(0).extractOutputValues()).isEmpty();
    users.stop();
    assertThat(users.counts().get("pipeline|1m|" + at("11:00") + "|all"))
        .containsExactly(3L, 3L, 0L, 0L, 0L, 2L, 0L);
  }

  @Test
  void aRestoredOperatorStillKnowsItsWatermark() throws Exception {
    Users users = new Users();
    users.start(2);
    users.watermark(at("12:00"));
    users.rescale(3);
    for (long user = 0; user < 20; user++) {
      users.send(new TestingEvents().add("10:59", EventType.VIEW, user, "s" + user).last());
    }
    assertThat(users.late()).hasSize(20);
    assertThat(users.stateEntries()).isZero();
    users.stop();
  }

  @Test
  void aSavepointIsRestoredOnlyUnderTheSameFunnelsAndRules() throws Exception {
    Users users = new Users();
    users.start(1);
    users.send(new TestingEvents().add("10:59", EventType.VIEW, 1, "s").last());
    OperatorSubtaskState state = users.harnesses.get(0).snapshot(1, 1);
    users.stop();

    var later = new UserTimelines(FUNNELS, SessionRules.DEFAULT, 2 * HOUR);
    var harness = users.harness(later, 1, 0);
    assertThatThrownBy(() -> harness.initializeState(state))
        .hasRootCauseMessage(
            "The savepoint was taken under other funnels, session rules or allowed lateness."
                + " Start it with those, or start anew without it."
                + " Then: funnels %1$s, session gap 1800 s, allowed lateness 3600 s."
                + " Now: funnels %1$s, session gap 1800 s, allowed lateness 7200 s.",
            FUNNELS.hash());
    harness.close();
  }

  @Test
  void aBotsEventsInOneSessionAreFoldedAwayBehindTheAllowedLateness() throws Exception {
    Users users = new Users();
    Sessions sessions = new Sessions();
    users.start(1);
    sessions.start(1);
    int events = 100_000;
    for (int row = 1; row <= events; row++) {
      long time = at("00:00") + row * 1_000L;
      ShopEvent event =
          TestingEvents.event(
              time, EventType.ofRank(row % 4), 1, "bot", row % 50, null, null, 100, row);
      users.send(event);
      sessions.send(event);
      users.watermark(time - MINUTE);
      sessions.watermark(time - MINUTE);
    }
    // An hour of lateness and a minute of disorder, twice over, at 80 bytes an event.
    assertThat(stateBytes(users)).isLessThan(2 * 3_660 * 80);
    assertThat(stateBytes(sessions)).isLessThan(2 * 3_660 * 80);
    assertThat(users.agendaEntries()).isEqualTo(1);
    assertThat(sessions.agendaEntries()).isEqualTo(1);
    users.watermark(Long.MAX_VALUE);
    sessions.watermark(Long.MAX_VALUE);
    assertThat(users.stateEntries() + sessions.stateEntries()).isZero();
    users.stop();
    sessions.stop();
    long valid =
        users.counts().entrySet().stream()
            .filter(row -> row.getKey().startsWith("pipeline|"))
            .mapToLong(row -> row.getValue().get(1))
            .sum();
    assertThat(valid).isEqualTo(events);
  }

  private static long stateBytes(Subtasks<?, ?> subtasks) throws Exception {
    var harness = subtasks.harnesses.get(0);
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1).getStateSize();
  }

  /** Idle subtasks are left out of the watermark downstream, which would make events late there. */
  @Test
  void idlenessIsNotPassedOn() throws Exception {
    Users users = new Users();
    users.start(1);
    users.harnesses.get(0).processWatermark(at("12:00"));
    users.harnesses.get(0).processWatermarkStatus(WatermarkStatus.IDLE);
    users.harnesses.get(0).processWatermarkStatus(WatermarkStatus.ACTIVE);
    users.harnesses.get(0).processWatermark(at("12:01"));
    assertThat(users.harnesses.get(0).getOutput())
        .containsExactly(new Watermark(at("12:00")), new Watermark(at("12:01")));
    users.stop();
  }
}
