package io.shopfunnel.operator;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.metric.MetricPoint;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableKey;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowPublisherTest {
  private static final int MAX_PARALLELISM = 16;
  private static final long HOUR = 3_600_000;

  private KeyedOneInputStreamOperatorTestHarness<String, TableDelta, MetricPoint> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(1, 0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, TableDelta, MetricPoint> newHarness(
      int subtasks, int index) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new WindowPublisher(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT, HOUR)),
        delta -> delta.table().text(),
        Types.STRING,
        MAX_PARALLELISM,
        subtasks,
        index);
  }

  /** Opened, purchased, emptied, abandoned, open, abandoned cents, in the hour from ten. */
  private void addCarts(long... counters) throws Exception {
    TableKey table = new TableKey("cart", Window.HOUR, at("10:00"));
    harness.processElement(
        new TableDelta(table, List.of("all"), List.of(counters)), table.windowStart());
  }

  private List<List<Object>> published() {
    List<List<Object>> fields =
        harness.extractOutputValues().stream().map(MetricPoint::fieldValues).toList();
    harness.getOutput().clear();
    return fields;
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

  @Test
  void theEndOfTheStreamPublishesAndForgetsEverything() throws Exception {
    addCarts(1, 0, 0, 0, 1, 0);
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(published()).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void remembersWhatItPublishedAcrossRescaling() throws Exception {
    addCarts(1, 0, 0, 1, 0, 700);
    harness.processWatermark(at("11:00"));
    published();
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();

    int keeping = subtaskWithTheTable(state);
    harness = newHarness(2, keeping);
    harness.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, MAX_PARALLELISM, 1, 2, keeping));
    harness.open();
    addCarts(1, 1, 0, 0, 0, 0);
    harness.processWatermark(at("11:10"));
    assertThat(published()).containsExactly(List.of(2L, 1L, 0L, 1L, 0L, 700L, true, 1L));
  }

  private static int subtaskWithTheTable(OperatorSubtaskState state) throws Exception {
    for (int index = 0; index < 2; index++) {
      var half = newHarness(2, index);
      half.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, 1, 2, index));
      half.open();
      int tables = half.numKeyedStateEntries();
      half.close();
      if (tables > 0) {
        return index;
      }
    }
    throw new AssertionError("the table is in neither half");
  }
}
