package io.shopfunnel.operator;

import io.shopfunnel.ledger.Arrivals;
import io.shopfunnel.ledger.ArrivedEvents;
import io.shopfunnel.ledger.EventsByHour;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.LedgerWorker;
import io.shopfunnel.ledger.UserLedgers;
import io.shopfunnel.metric.Followers;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.PipelineMetric;
import io.shopfunnel.order.OrderChange;
import io.shopfunnel.order.OrderChanges;
import io.shopfunnel.schema.EventBlock;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.table.OpenRows;
import io.shopfunnel.table.TableDelta;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything is decided and followed: whether an event is counted, a duplicate, or too late;
 * and what it means to its user, their sessions and the products in those. Keyed by key group: the
 * ledgers of all users of one are one value of state, which {@link LedgerWorker} moves.
 *
 * <p>Counts leave as {@link TableDelta}s when the watermark closes their window. Those of windows
 * that are open at a checkpoint are in it, and may come back to any subtask: the publisher of a
 * table adds up what all of them send.
 *
 * <p>The gauges {@code keptUsers}, {@code keptBytes} and {@code keptTexts} tell of how many users
 * anything is kept, what heap it takes, and how many brands, categories and sources are known; the
 * counters {@code lateApplied}, {@code lateDropped} and {@code duplicatesDropped} what became of
 * events since the task began.
 */
public final class UserMetrics extends AbstractStreamOperator<TableDelta>
    implements OneInputStreamOperator<EventBlock, TableDelta>, Arrivals {
  /** Side output: late events, beyond the allowed lateness. */
  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-events", LateEventSerializer.TYPE);

  /** Side output: what events change about orders, where those are asked for. */
  public static final OutputTag<OrderChange> ORDERS =
      new OutputTag<>("orders", OrderChangeSerializer.TYPE);

  /** The texts from which on those are forgotten that are of no use any more. */
  static final int MANY_TEXTS = 20_000;

  /** The rows of tables from which on a checkpoint has them handed on instead of keeping them. */
  private static final int MANY_ROWS = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(UserMetrics.class);

  private final LedgerSpec spec;

  /** The watermark to which state has been advanced; survives a restart, as Flink's does not. */
  private transient ListState<Long> keptWatermark;

  /** What the meaning of the ledgers depends on. */
  private transient ListState<byte[]> keptSpec;

  /** What is counted in windows that are open, filled for a checkpoint and empty otherwise. */
  private transient ListState<OpenRows> keptTables;

  private transient ValueState<UserLedgers> ledgers;

  /** What has not been put in line at the ledgers yet. */
  private transient ValueState<ArrivedEvents> arrived;

  private transient KeyGroups keyGroups;
  private transient KeyGroupRange ours;

  private transient Tables tables;
  private transient LedgerWorker worker;
  private transient List<Consumer<LedgerEvent>> counters;
  private transient EventsByHour accepted;
  private transient @Nullable OrderChanges orders;
  private transient int mostTexts;
  private transient long watermark;
  private transient volatile long keptUsers;
  private transient volatile long keptBytes;
  private transient Counter lateApplied;
  private transient Counter lateDropped;
  private transient Counter duplicatesDropped;

  /** Follows users under these rules. */
  public UserMetrics(LedgerSpec spec) {
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
    keptSpec =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "spec", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    for (byte[] kept : keptSpec.get()) {
      spec.checkSame(LedgerSpec.read(new DataInputDeserializer(kept)));
    }
    keptTables =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("tables", new OpenRowsSerializer()));
    ledgers =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("ledgers", new UserLedgersSerializer()));
    arrived =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("arrived", new ArrivedEventsSerializer()));
    startTables();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    keyGroups = new KeyGroups(task.getMaxNumberOfParallelSubtasks());
    ours =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            task.getMaxNumberOfParallelSubtasks(),
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask());
    mostTexts = MANY_TEXTS;
    registerMetrics();
    if (context.isRestored()) {
      forAllLedgers(worker::adopt);
    }
    // After the ledgers, whose texts have the numbers of before; these come in another order.
    keptTables.get().forEach(tables::add);
    keptTables.clear();
  }

  /** Begins with empty tables, and no text but those of the funnels' filters. */
  private void startTables() {
    MetricCatalog catalog = spec.catalog();
    tables = new Tables(catalog.families(), new Texts());
    Followers followers = catalog.followers(tables);
    orders = spec.withOrders() ? followOrders(followers) : null;
    counters = followers.counters();
    accepted = new EventsByHour();
    worker =
        new LedgerWorker(
            followers.ledgerParts(spec.sessionRules()), spec.ledgerRules(), tables, this);
  }

  private OrderChanges followOrders(Followers followers) {
    OrderChanges changes = new OrderChanges(tables);
    followers.session(changes);
    return changes;
  }

  private void registerMetrics() {
    getMetricGroup().gauge("keptUsers", () -> keptUsers);
    getMetricGroup().gauge("keptBytes", () -> keptBytes);
    getMetricGroup().gauge("keptTexts", this::keptTexts);
    lateApplied = getMetricGroup().counter("lateApplied");
    lateDropped = getMetricGroup().counter("lateDropped");
    duplicatesDropped = getMetricGroup().counter("duplicatesDropped");
  }

  private void forAllLedgers(Consumer<UserLedgers> action) throws Exception {
    for (int group : ours) {
      setCurrentKey(keyGroups.key(group));
      UserLedgers kept = ledgers.value();
      if (kept != null) {
        action.accept(kept);
      }
    }
  }

  @Override
  public void processElement(StreamRecord<EventBlock> element) throws Exception {
    EventBlock block = element.getValue();
    ArrivedEvents events = arrived.value();
    if (events == null) {
      events = new ArrivedEvents(block.key());
      arrived.update(events);
    }
    events.add(block);
    if (events.isFull()) {
      worker.add(ledgersToAddTo(), events, watermark, this::tooLate);
      arrived.clear();
    }
  }

  /** The ledgers of the current key, which may be new. */
  private UserLedgers ledgersToAddTo() throws Exception {
    UserLedgers kept = ledgers.value();
    if (kept == null) {
      kept = UserLedgers.start(watermark, tables.texts());
      ledgers.update(kept);
    }
    return kept;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long reached = mark.getTimestamp();
    if (reached > watermark) {
      advanceAll(reached);
      if (orders != null) {
        orders.drain(reached, change -> output.collect(ORDERS, new StreamRecord<>(change)));
      }
      watermark = reached;
      tables.drainClosed(watermark, this::send);
    }
    super.processWatermark(mark);
  }

  private void advanceAll(long reached) throws Exception {
    long users = 0;
    long bytes = 0;
    for (int group : ours) {
      setCurrentKey(keyGroups.key(group));
      ArrivedEvents events = arrived.value();
      boolean due = events != null && events.anyBy(reached);
      UserLedgers kept = due ? ledgersToAddTo() : ledgers.value();
      if (kept == null) {
        continue;
      }
      if (due) {
        worker.advance(kept, events, watermark, reached, this::tooLate);
        if (events.isEmpty()) {
          arrived.clear();
        }
      } else {
        worker.advance(kept, watermark, reached);
      }
      if (kept.size() == 0) {
        ledgers.clear();
      }
      users += kept.size();
      bytes += kept.bytes();
    }
    accepted.drain(counters);
    keptUsers = users;
    keptBytes = bytes;
  }

  /**
   * Does not pass idleness on. An idle subtask would be left out of the watermark downstream, which
   * could then run ahead of the events that this one still holds and make them late there. No
   * subtask holds others back for that: all of them get the same watermarks.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}

  @Override
  public void turnedTo(long userId) {
    if (orders != null) {
      orders.turnTo(userId);
    }
  }

  @Override
  public void accepted(LedgerEvent event) {
    if (orders != null) {
      orders.accepted(event);
    }
    if (event.late()) {
      lateApplied.inc();
    }
    accepted.add(event);
  }

  @Override
  public void duplicate(LedgerEvent event) {
    PipelineMetric.duplicateDropped(event.time(), tables);
    duplicatesDropped.inc();
  }

  private void tooLate(ShopEvent event) {
    PipelineMetric.lateDropped(event.eventTime(), tables);
    lateDropped.inc();
    LateEvent late = new LateEvent(event, watermark);
    output.collect(LATE, new StreamRecord<>(late, event.eventTime()));
  }

  private void send(TableDelta delta) {
    output.collect(new StreamRecord<>(delta, delta.table().windowStart()));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    if (tables.rows() > MANY_ROWS) {
      tables.drainAll(this::send);
    }
    if (keptTexts() > mostTexts) {
      forgetTexts();
    }
  }

  /**
   * Forgets the brands, categories and sources that no ledger speaks of any more, by what a restart
   * does. All tables are handed on, so that none speaks of them either.
   */
  private void forgetTexts() throws Exception {
    tables.drainAll(this::send);
    int before = keptTexts();
    startTables();
    forAllLedgers(worker::renumber);
    mostTexts = Math.max(MANY_TEXTS, 2 * keptTexts());
    LOG.warn(
        "{} different brands, categories and sources: of {} the ledgers still speak, the others are"
            + " forgotten. So many are unusual for a shop: look at what the producers send.",
        before,
        keptTexts());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    keptWatermark.update(new ArrayList<>(List.of(watermark)));
    DataOutputSerializer bytes = new DataOutputSerializer(1 << 12);
    spec.write(bytes);
    keptSpec.update(new ArrayList<>(List.of(bytes.getCopyOfBuffer())));
    List<OpenRows> open = new ArrayList<>();
    tables.show(open::add);
    keptTables.update(open);
    forAllLedgers(UserLedgers::beginSnapshot);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    keptTables.clear();
  }

  /**
   * The end of the input is the end of time. Flink says so by a last watermark, but not to a job
   * that is drained while all its partitions are idle: idle sources send none.
   */
  @Override
  public void finish() throws Exception {
    if (watermark < Long.MAX_VALUE) {
      processWatermark(Watermark.MAX_WATERMARK);
    }
    tables.drainAll(this::send);
    super.finish();
  }

  /** The brands, categories and names of sources that have numbers. */
  int keptTexts() {
    return tables.texts().size();
  }

  /** The users of whom anything is kept. */
  long keptUsers() {
    return keptUsers;
  }
}
