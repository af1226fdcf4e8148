package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.TestingLines;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowPublisherTest {
  static final int MAX_PARALLELISM = 16;
  private static final long HOUR = 3_600_000;

  private KeyedOneInputStreamOperatorTestHarness<TableKey, TableDelta, PointBlock> harness;
  private long checkpoints;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<TableKey, TableDelta, PointBlock>
      newHarness(int subtasks, int index) throws Exception {
    return newHarness(Departure.withCheckpoints(new TestingDatabase()), subtasks, index);
  }

  static KeyedOneInputStreamOperatorTestHarness<TableKey, TableDelta, PointBlock> newHarness(
      Departure departure, int subtasks, int index) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new WindowPublisher(
            LedgerSpec.of(
                FunnelCatalogReader.builtIn(),
                List.of(MetricKind.values()),
                SessionRules.DEFAULT,
                HOUR),
            departure),
        TableDelta::table,
        TableKeySerializer.TYPE,
        MAX_PARALLELISM,
        subtasks,
        index);
  }

  /** Opened, purchased, emptied, abandoned, open, abandoned cents, in the hour from ten. */
  private void addCarts(long... counters) throws Exception {
    TableKey table = new TableKey("cart", Window.HOUR, at("10:00"));
    harness.processElement(singleRow(table, counters), table.windowStart());
  }

  private static TableDelta singleRow(TableKey table, long... counters) {
    return new TableDelta(table, 1, new String[0], new long[0], counters.length, counters);
  }

  /** What has left by the end of another checkpoint. */
  private List<List<Object>> published() throws Exception {
    checkpoint();
    return left();
  }

  private OperatorSubtaskState checkpoint() throws Exception {
    checkpoints++;
    OperatorSubtaskState state = harness.snapshot(checkpoints, checkpoints);
    harness.notifyOfCompletedCheckpoint(checkpoints);
    return state;
  }

  private List<List<Object>> left() {
    return leftPoints().stream().map(TestingLines.Point::values).toList();
  }

  private List<TestingLines.Point> leftPoints() {
    List<TestingLines.Point> points =
        harness.extractOutputValues().stream()
            .flatMap(block -> TestingLines.lines(block).stream())
            .map(TestingLines::read)
            .toList();
    harness.getOutput().clear();
    return points;
  }

  @Test
  void publishesWhenTheWindowCloses() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    addCarts(1, 0, 0, 0, 1, 0);
    harness.processWatermark(at("11:00") - 2);
    assertThat(published()).isEmpty();
    harness.processWatermark(at("11:00") - 1);
    assertThat(published()).containsExactly(List.of(2L, 0L, 0L, 0L, 2L, 0L, false, 0L));
  }

  @Test
  void publishesChangesOnceInAWhileAndCountsAmendmentsOfFinalPointsOnly() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    harness.processWatermark(at("11:00"));
    published();

    addCarts(0, 1, 0, 0, -1, 0);
    harness.processWatermark(at("11:09"));
    assertThat(published()).isEmpty();
    harness.processWatermark(at("11:10"));
    assertThat(published()).containsExactly(List.of(1L, 1L, 0L, 0L, 0L, 0L, true, 0L));

    addCarts(0, -1, 0, 1, 0, 500);
    harness.processWatermark(at("11:20"));
    assertThat(published()).containsExactly(List.of(1L, 0L, 0L, 1L, 0L, 500L, true, 1L));
  }

  @Test
  void whatFallsToNothingIsWrittenAsZeros() throws Exception {
    addCarts(1, 0, 0, 1, 0, 700);
    harness.processWatermark(at("11:00"));
    published();
    addCarts(-1, 0, 0, -1, 0, -700);
    harness.processWatermark(at("11:10"));
    assertThat(published()).containsExactly(List.of(0L, 0L, 0L, 0L, 0L, 0L, true, 1L));
  }

  @Test
  void aTableIsForgottenWhenNeitherASessionNorALateEventCanChangeIt() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(at("11:00"));
    addCarts(0, 0, 0, 1, -1, 0);
    assertThat(harness.numEventTimeTimers()).as("one timer for a key").isEqualTo(1);
    harness.processWatermark(at("11:10"));
    published();

    long forgotten = at("11:00") + 24 * HOUR + HOUR;
    harness.processWatermark(forgotten - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(forgotten);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(published()).as("nothing has changed").isEmpty();
  }

  /** Dead letters without a usable time come at any time, and must add up. */
  @Test
  void theMinuteOfWhatHasNoTimeIsNeverForgotten() throws Exception {
    addDeadLetter(0);
    harness.processWatermark(at("11:00"));
    assertThat(published()).containsExactly(List.of(1L, 0L, 1L, 0L, 0L, 0L, 0L));
    addDeadLetter(0);
    harness.processWatermark(at("12:00") + 500 * 24 * HOUR);
    assertThat(published()).containsExactly(List.of(2L, 0L, 2L, 0L, 0L, 0L, 0L));
    addDeadLetter(0);
    harness.processWatermark(Long.MAX_VALUE);
    harness.getOneInputOperator().finish();
    assertThat(left()).containsExactly(List.of(3L, 0L, 3L, 0L, 0L, 0L, 0L));
  }

  private void addDeadLetter(long minute) throws Exception {
    TableKey table = new TableKey("pipeline", Window.MINUTE, minute);
    harness.processElement(singleRow(table, 1, 0, 1, 0, 0, 0, 0), minute);
  }

  /** A month is the calendar's: its table waits for the first of the next one. */
  @Test
  void theTableOfAMonthIsPublishedWhenTheMonthIsOver() throws Exception {
    TableKey december = new TableKey("active", Window.MONTH, at("00:00"));
    harness.processElement(singleRow(december, 3, 4, 1), december.windowStart());
    harness.processWatermark(at("2019-12-31", "23:59:59"));
    assertThat(published()).isEmpty();
    harness.processWatermark(at("2020-01-01", "00:00") - 1);
    assertThat(published()).containsExactly(List.of(3L, 4L, 1L));
  }

  @Test
  void theEndOfTheStreamPublishesAndForgetsEverything() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    harness.processWatermark(Long.MAX_VALUE);
    harness.getOneInputOperator().finish();
    assertThat(left()).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aPointLeavesWithTheCheckpointThatKnowsIt() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    harness.processWatermark(at("11:00"));
    harness.snapshot(1, 1);
    addCarts(0, 1, 0, 0, -1, 0);
    harness.processWatermark(at("11:10"));
    assertThat(left()).as("before a checkpoint is complete").isEmpty();
    harness.notifyOfCompletedCheckpoint(1);
    assertThat(left()).containsExactly(List.of(1L, 0L, 0L, 0L, 1L, 0L, false, 0L));

    harness.snapshot(2, 2);
    addCarts(0, -1, 0, 1, 0, 500);
    harness.processWatermark(at("11:20"));
    harness.snapshot(3, 3);
    harness.notifyOfCompletedCheckpoint(3);
    assertThat(left())
        .as("of checkpoint 2, which came to nothing, and 3")
        .containsExactly(
            List.of(1L, 1L, 0L, 0L, 0L, 0L, true, 0L), List.of(1L, 0L, 0L, 1L, 0L, 500L, true, 1L));
  }

  @Test
  void ofAnAttemptThatIsLostNoPointHasLeft() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    OperatorSubtaskState before = checkpoint();
    harness.processWatermark(at("11:00"));
    assertThat(left()).isEmpty();
    harness.close();

    // At the second attempt a late event is on time, and the hour has no cart.
    harness = newHarness(1, 0);
    harness.initializeState(before);
    harness.open();
    addCarts(-1, 0, 0, 0, -1, 0);
    harness.processWatermark(at("11:00"));
    assertThat(published()).as("there is nothing to take back").isEmpty();
  }

  @Test
  void whatWaitsMovesWithItsTable() throws Exception {
    for (int hour = 0; hour < 20; hour++) {
      TableKey table = new TableKey("cart", Window.HOUR, at("10:00") + hour * HOUR);
      harness.processElement(singleRow(table, 1, 0, 0, 0, 1, 0), table.windowStart());
    }
    harness.processWatermark(at("10:00") + 20 * HOUR);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    assertThat(left()).isEmpty();
    harness.close();

    List<Long> starts = new ArrayList<>();
    for (int index = 0; index < 2; index++) {
      harness = half(state, index);
      checkpoint();
      List<TestingLines.Point> half = leftPoints();
      half.forEach(point -> starts.add(point.windowStart()));
      assertThat(half).as("of half %d", index).isNotEmpty();
    }
    assertThat(starts).as("each once").hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void remembersWhatItPublishedAcrossRescaling() throws Exception {
    addCarts(1, 0, 0, 1, 0, 700);
    harness.processWatermark(at("11:00"));
    published();
    OperatorSubtaskState state = checkpoint();
    harness.close();

    int keeping = subtaskWithTheTable(state);
    harness = half(state, keeping);
    addCarts(1, 1, 0, 0, 0, 0);
    harness.processWatermark(at("11:10"));
    assertThat(published()).containsExactly(List.of(2L, 1L, 0L, 1L, 0L, 700L, true, 1L));
  }

  private static KeyedOneInputStreamOperatorTestHarness<TableKey, TableDelta, PointBlock> half(
      OperatorSubtaskState state, int index) throws Exception {
    var half = newHarness(2, index);
    half.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, 1, 2, index));
    half.open();
    return half;
  }

  private static int subtaskWithTheTable(OperatorSubtaskState state) throws Exception {
    for (int index = 0; index < 2; index++) {
      var half = half(state, index);
      int tables = half.numKeyedStateEntries();
      half.close();
      if (tables > 0) {
        return index;
      }
    }
    throw new AssertionError("the table is in neither half");
  }
}
