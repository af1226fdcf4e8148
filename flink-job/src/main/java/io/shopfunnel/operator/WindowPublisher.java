package io.shopfunnel.operator;

import io.shopfunnel.metric.PipelineMetric;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublisher;
import io.shopfunnel.table.TablePublishers;
import io.shopfunnel.table.WindowTable;
import io.shopfunnel.window.Window;
import java.time.Duration;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the tables, one for each key. A table is published when the watermark has passed the end of
 * its window; after that, when it has changed, once in a while of event time: a minute for a window
 * of a minute, ten for an hour, an hour for a day. It is forgotten when neither an open session nor
 * a late event can change it any more. Points leave with the next checkpoint, or when the input has
 * ended.
 */
public final class WindowPublisher extends AbstractStreamOperator<PointBlock>
    implements OneInputStreamOperator<TableDelta, PointBlock>,
        Triggerable<TableKey, VoidNamespace> {
  private final LedgerSpec spec;

  private transient TablePublishers publishers;
  private transient ValueState<WindowTable> tables;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient PointOutbox outbox;

  /**
   * The points of each subtask's outbox; after a restore, each takes out those of its key groups.
   */
  private transient ListState<WaitingPoints> keptOutbox;

  /** Publishes the metrics of a run. */
  public WindowPublisher(LedgerSpec spec) {
    this.spec = spec;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    publishers = new TablePublishers(spec.catalog().families());
    tables =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("tables", new WindowTableSerializer()));
    timers = getInternalTimerService("publications", VoidNamespaceSerializer.INSTANCE, this);
    keptOutbox =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("outbox", WaitingPointsSerializer.TYPE));
    outbox = new PointOutbox();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    KeyGroupRange ours =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            task.getMaxNumberOfParallelSubtasks(),
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask());
    for (WaitingPoints kept : keptOutbox.get()) {
      outbox.restore(kept, ours::contains);
    }
  }

  @Override
  public void processElement(StreamRecord<TableDelta> element) throws Exception {
    TableDelta delta = element.getValue();
    WindowTable table = tables.value();
    if (table == null) {
      table = new WindowTable(delta.columns());
    }
    table.add(delta);
    long closes = delta.table().windowEnd() - 1;
    schedule(
        table, Math.max(closes, nextAmendment(delta.table().window(), timers.currentWatermark())));
    tables.update(table);
  }

  /** The end of the interval of event time that holds the watermark. */
  private static long nextAmendment(Window window, long watermark) {
    long interval = amendmentInterval(window).toMillis();
    if (watermark > Long.MAX_VALUE - 2 * interval) {
      return Long.MAX_VALUE;
    }
    return watermark < 0 ? Long.MIN_VALUE : watermark - watermark % interval + interval - 1;
  }

  private static Duration amendmentInterval(Window window) {
    return switch (window) {
      case MINUTE -> Duration.ofMinutes(1);
      case HOUR -> Duration.ofMinutes(10);
      case DAY, MONTH -> Duration.ofHours(1);
    };
  }

  private void schedule(WindowTable table, long time) {
    if (time < table.timer()) {
      if (table.timer() != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, table.timer());
      }
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
      table.timer(time);
    }
  }

  @Override
  public void onEventTime(InternalTimer<TableKey, VoidNamespace> timer) throws Exception {
    WindowTable table = tables.value();
    if (table == null) {
      return;
    }
    table.timer(Long.MAX_VALUE);
    TableKey key = timer.getKey();
    TablePublisher publisher = publishers.of(key);
    int keyGroup =
        KeyGroupRangeAssignment.assignToKeyGroup(
            key, getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
    publisher.publish(
        table,
        key.windowStart(),
        (series, windowStart, line) -> outbox.add(keyGroup, series, windowStart, line));
    long forget = forgetAt(key, publisher.family());
    if (timers.currentWatermark() >= forget) {
      tables.clear();
    } else {
      schedule(table, forget);
      tables.update(table);
    }
  }

  /** What has no time of its own comes at any time, and must not begin its table anew. */
  private long forgetAt(TableKey key, TableFamily family) {
    return key.windowStart() == PipelineMetric.NO_TIME
        ? Long.MAX_VALUE
        : key.windowEnd() + family.openEndMillis() + spec.allowedLatenessMillis();
  }

  @Override
  public void onProcessingTime(InternalTimer<TableKey, VoidNamespace> timer) {
    throw new IllegalStateException("no timer runs by the clock on the wall");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    outbox.seal(context.getCheckpointId());
    keptOutbox.update(outbox.sealed());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    outbox.release(checkpointId, this::send);
  }

  @Override
  public void finish() throws Exception {
    outbox.releaseAll(this::send);
    super.finish();
  }

  private void send(PointBlock points) {
    output.collect(new StreamRecord<>(points));
  }
}
