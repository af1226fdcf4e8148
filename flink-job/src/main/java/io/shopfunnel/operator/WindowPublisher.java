package io.shopfunnel.operator;

import io.shopfunnel.metric.PipelineMetric;
import io.shopfunnel.point.PointBlock;
import io.shopfunnel.point.PointReceiver;
import io.shopfunnel.point.Series;
import io.shopfunnel.table.PointSearch;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableKey;
import io.shopfunnel.table.TablePublisher;
import io.shopfunnel.table.TablePublishers;
import io.shopfunnel.table.WindowTable;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.TaskInfo;
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
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables, one for each key. A table is published when the watermark has passed the end of
 * its window; after that, when it has changed, once in a while of event time ({@link
 * AmendmentTimes}). It is forgotten when neither an open session nor a late event can change it any
 * more. Points leave as {@link Departure} says; all do when the input has ended.
 */
public final class WindowPublisher extends AbstractStreamOperator<PointBlock>
    implements OneInputStreamOperator<TableDelta, PointBlock>,
        Triggerable<TableKey, VoidNamespace> {
  private static final Logger LOG = LoggerFactory.getLogger(WindowPublisher.class);
  private static final String TABLES = "tables";

  private final LedgerSpec spec;
  private final Departure departure;

  private transient TablePublishers publishers;
  private transient ValueState<WindowTable> tables;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient KeptOutbox keptOutbox;
  private transient PointOutbox outbox;
  private transient DoubtfulTables doubts;

  private transient int keyGroups;
  private transient KeyGroupRange ours;

  /** Publishes the metrics of a run. */
  public WindowPublisher(LedgerSpec spec, Departure departure) {
    this.spec = spec;
    this.departure = departure;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    publishers = new TablePublishers(spec.catalog().families());
    tables =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>(TABLES, new WindowTableSerializer()));
    timers = getInternalTimerService("publications", VoidNamespaceSerializer.INSTANCE, this);
    TaskInfo task = getRuntimeContext().getTaskInfo();
    keyGroups = task.getMaxNumberOfParallelSubtasks();
    ours =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            keyGroups, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    keptOutbox = new KeptOutbox(departure, context.getOperatorStateStore(), ours::contains);
    outbox = keptOutbox.outbox();
    doubts = new DoubtfulTables();
    if (keptOutbox.isInDoubt()) {
      doubt();
    }
  }

  /**
   * Doubts all tables that came out of a checkpoint, and those of points that left after it. They
   * are published anew as soon as the watermark, which begins anew too, has passed their windows.
   */
  private void doubt() throws Exception {
    try (Stream<TableKey> all =
        this.<TableKey>getKeyedStateBackend().getKeys(TABLES, VoidNamespace.INSTANCE)) {
      all.filter(table -> !publishers.of(table).family().countsEveryRecord())
          .forEach(doubts::doubt);
    }
    int kept = doubts.all().size();
    LOG.info("Asking the database for points that may have left after the checkpoint");
    doubts.find(
        new PointSearch(spec.catalog().families(), spec.allowedLatenessMillis()),
        departure.finder(),
        keptOutbox.watermark(),
        keptOutbox.limit(),
        table -> ours.contains(keyGroup(table)));
    for (TableKey key : doubts.all()) {
      setCurrentKey(key);
      WindowTable table = tables.value();
      if (table == null) {
        table = new WindowTable(publishers.of(key).family().columns());
      }
      schedule(table, key.windowEnd() - 1);
      tables.update(table);
    }
    LOG.info(
        "{} tables of the checkpoint are published anew, and {} that it does not know and of which"
            + " there are points in the database",
        kept,
        doubts.all().size() - kept);
  }

  private int keyGroup(TableKey table) {
    return KeyGroupRangeAssignment.assignToKeyGroup(table, keyGroups);
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
        table,
        Math.max(closes, AmendmentTimes.next(delta.table().window(), timers.currentWatermark())));
    tables.update(table);
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
  public void processWatermark(Watermark mark) throws Exception {
    outbox.releaseRestored(this::send);
    super.processWatermark(mark);
    keptOutbox.reached(mark.getTimestamp());
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
    publish(publisher, key, table);
    long forget = forgetAt(key, publisher.family());
    if (timers.currentWatermark() >= forget) {
      tables.clear();
    } else {
      schedule(table, forget);
      tables.update(table);
    }
  }

  private void publish(TablePublisher publisher, TableKey key, WindowTable table) {
    int keyGroup = keyGroup(key);
    PointReceiver out =
        (series, windowStart, line) ->
            outbox.add(keyGroup, series, windowStart, key.windowEnd(), line);
    Set<Series> found = doubts.settle(key);
    if (found == null) {
      publisher.publish(table, key.windowStart(), out);
    } else {
      publisher.publishAnew(table, key.windowStart(), found, out);
    }
    // Before the watermark, which tells the sink that all of its points are there.
    outbox.releaseAtOnce(this::send);
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
    keptOutbox.snapshot(context.getCheckpointId());
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
