package io.shopfunnel.operator;

import io.shopfunnel.point.PointBlock;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The subtasks of a publisher, all of whose points reach the database as soon as they leave. */
final class TestingPublishers {
  private Departure departure;
  private final TestingDatabase database;
  private final List<KeyedOneInputStreamOperatorTestHarness<TableKey, TableDelta, PointBlock>>
      subtasks = new ArrayList<>();
  private OperatorSubtaskState checkpoint;
  private int checkpointed;
  private long checkpoints;

  TestingPublishers(Departure departure, TestingDatabase database) throws Exception {
    this.departure = departure;
    this.database = database;
    subtasks.add(WindowPublisherTest.newHarness(departure, 1, 0));
    subtasks.get(0).open();
  }

  void addAll(List<TableDelta> deltas) throws Exception {
    for (TableDelta delta : deltas) {
      add(delta);
    }
  }

  void add(TableDelta delta) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            delta.table(), WindowPublisherTest.MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(delta, delta.table().windowStart());
  }

  void advanceTo(long watermark) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark(watermark);
    }
    write();
  }

  private void write() {
    for (var subtask : subtasks) {
      subtask.extractOutputValues().forEach(database::write);
      subtask.getOutput().clear();
    }
  }

  void checkpoint() throws Exception {
    checkpointUnheard();
    for (var subtask : subtasks) {
      subtask.notifyOfCompletedCheckpoint(checkpoints);
    }
    write();
  }

  /** A checkpoint that is complete, but of which the subtasks are not told any more. */
  void checkpointUnheard() throws Exception {
    OperatorSubtaskState[] states = snapshot();
    checkpointed = subtasks.size();
    checkpoint = AbstractStreamOperatorTestHarness.repackageState(states);
  }

  /** A checkpoint that comes to nothing. */
  void checkpointInVain() throws Exception {
    var unused = snapshot();
  }

  private OperatorSubtaskState[] snapshot() throws Exception {
    checkpoints++;
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(checkpoints, checkpoints);
    }
    return states;
  }

  /** Crashes, and goes on as a job of another kind. */
  void goOn(Departure other) throws Exception {
    departure = other;
    crash();
  }

  void crash() throws Exception {
    crash(subtasks.size());
  }

  /** Begins anew from the last checkpoint, with so many subtasks. */
  void crash(int parallelism) throws Exception {
    close();
    for (int index = 0; index < parallelism; index++) {
      var subtask = WindowPublisherTest.newHarness(departure, parallelism, index);
      subtask.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              checkpoint, WindowPublisherTest.MAX_PARALLELISM, checkpointed, parallelism, index));
      subtask.open();
      subtasks.add(subtask);
    }
  }

  void finish() throws Exception {
    advanceTo(Long.MAX_VALUE);
    for (var subtask : subtasks) {
      subtask.getOneInputOperator().finish();
    }
    write();
  }

  void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
  }
}
