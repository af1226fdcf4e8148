package io.shopfunnel.operator;

import io.shopfunnel.metric.Arrivals;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableDeltas;
import io.shopfunnel.metric.Timeline;
import io.shopfunnel.metric.TimelineRules;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps a {@link Timeline} for each key, and wakes it when the watermark brings it something to do.
 * Counts leave as {@link TableDelta}s: for a window when the watermark closes it, and for all
 * windows before a checkpoint, so that nothing but keyed state needs to be in one. The gauge {@code
 * keptTimelines} tells the number of keys of which anything is kept.
 *
 * @param <K> the key
 * @param <O> what the operator sends on
 */
abstract class TimelineOperator<K, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<ShopEvent, O>, Arrivals {
  private final TimelineSpec spec;

  /** The watermark to which state has been advanced; survives a restart, as Flink's does not. */
  private transient ListState<Long> keptWatermark;

  private transient TimelineState<K> timelines;
  private transient TimelineRules rules;
  private transient MetricCatalog catalog;
  private transient TableDeltas deltas;
  private transient Agenda agenda;
  private transient long watermark;

  TimelineOperator(TimelineSpec spec) {
    this.spec = spec;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    keptWatermark =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    watermark = Long.MIN_VALUE;
    for (Long kept : keptWatermark.get()) {
      watermark = Math.max(watermark, kept);
    }
    catalog = spec.catalog();
    rules = spec.rules(catalog);
    deltas = TableDeltas.of(catalog.families());
    agenda = new Agenda(watermark);
    timelines = timelineState();
    getMetricGroup().gauge("keptTimelines", timelines::size);
    if (context.isRestored()) {
      timelines.read(context.getRawKeyedStateInputs());
      timelines.forEach(this::laterOn);
    }
  }

  private TimelineState<K> timelineState() {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    return new TimelineState<>(
        spec,
        rules,
        this.<K>getKeyedStateBackend().getKeySerializer(),
        maxParallelism,
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask()));
  }

  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // The key selector gives keys of this type.
  public void processElement(StreamRecord<ShopEvent> element) throws Exception {
    ShopEvent event = element.getValue();
    if (event.eventTime() <= rules.horizon(watermark)) {
      tooLate(event);
      return;
    }
    KeyedTimeline<K> kept = timelines.of((K) getCurrentKey());
    timelines.moving(kept).add(event, event.eventTime() <= watermark);
    if (event.eventTime() < agenda.wakeAt(kept.id)) {
      agenda.put(kept.id, event.eventTime());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > watermark) {
      watermark = mark.getTimestamp();
      agenda.wake(watermark, id -> wake(timelines.numbered(id)));
      deltas.drainClosed(watermark, this::send);
    }
    super.processWatermark(mark);
  }

  /**
   * Does not pass idleness on. An idle subtask would be left out of the watermark downstream, which
   * could then run ahead of the events that this one still holds and make them late there. No
   * subtask holds others back for that: all of them get the same watermarks.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}

  private void wake(KeyedTimeline<K> kept) {
    Timeline timeline = timelines.moving(kept);
    timeline.advance(watermark, deltas, this);
    if (timeline.isSpent()) {
      timelines.remove(kept);
    } else {
      laterOn(kept);
    }
  }

  private void laterOn(KeyedTimeline<K> kept) {
    Timeline timeline = timelines.moving(kept);
    agenda.put(kept.id, timeline.wakeAt());
    if (timeline.isAtRest()) {
      timelines.rest(kept);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    deltas.drainAll(this::send);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    keptWatermark.update(new ArrayList<>(List.of(watermark)));
    timelines.write(context.getRawKeyedOperatorStateOutput());
  }

  @Override
  public void finish() throws Exception {
    deltas.drainAll(this::send);
    super.finish();
  }

  /** The metrics of this run. */
  MetricCatalog catalog() {
    return catalog;
  }

  /** Takes what is added to the tables. */
  TableDeltas deltas() {
    return deltas;
  }

  /** The watermark as far as lateness is concerned, in milliseconds since the epoch. */
  long watermark() {
    return watermark;
  }

  /** The keys of which anything is kept. */
  int keysKept() {
    return timelines.size();
  }

  /** The entries on the agenda. */
  int agendaSize() {
    return agenda.size();
  }

  /** Sends a delta on its way to the publishers. */
  abstract void send(TableDelta delta);

  /** The event is behind the watermark by more than the allowed lateness. */
  abstract void tooLate(ShopEvent event);
}
