package io.shopfunnel.operator;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.metric.Metric;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.schema.ShopEvent;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * The first stop of every event, keyed by user: here it is decided, once, whether it is counted, a
 * duplicate, or too late. Counted events are counted, and those with a session sent on to {@link
 * SessionTimelines}.
 *
 * <p>The counters {@code lateApplied}, {@code lateDropped} and {@code duplicatesDropped} tell what
 * became of events since the task began.
 */
public final class UserTimelines extends TimelineOperator<Long, ShopEvent> {
  /** Side output: counts on their way to the publishers. */
  public static final OutputTag<TableDelta> DELTAS =
      new OutputTag<>("table-deltas", TableDeltaSerializer.TYPE);

  /** Side output: late events, beyond the allowed lateness. */
  public static final OutputTag<LateEvent> LATE =
      new OutputTag<>("late-events", LateEventSerializer.TYPE);

  private transient Metric[] metrics;
  private transient Counter lateApplied;
  private transient Counter lateDropped;
  private transient Counter duplicatesDropped;

  /** Follows users under these rules. */
  public UserTimelines(FunnelCatalog funnels, SessionRules sessions, long allowedLatenessMillis) {
    super(TimelineSpec.of(TimelineSpec.KeyedBy.USER, funnels, sessions, allowedLatenessMillis));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    List<Metric> all = catalog().metrics();
    metrics = all.toArray(Metric[]::new);
    lateApplied = getMetricGroup().counter("lateApplied");
    lateDropped = getMetricGroup().counter("lateDropped");
    duplicatesDropped = getMetricGroup().counter("duplicatesDropped");
  }

  @Override
  public void accepted(ShopEvent event, boolean late) {
    catalog().pipeline().applied(event, late, deltas());
    if (late) {
      lateApplied.inc();
    }
    for (Metric metric : metrics) {
      metric.count(event, deltas());
    }
    if (event.session() != null) {
      output.collect(new StreamRecord<>(event, event.eventTime()));
    }
  }

  @Override
  public void duplicate(ShopEvent event) {
    catalog().pipeline().duplicateDropped(event, deltas());
    duplicatesDropped.inc();
  }

  @Override
  void tooLate(ShopEvent event) {
    catalog().pipeline().lateDropped(event, deltas());
    lateDropped.inc();
    LateEvent late = new LateEvent(event, watermark());
    output.collect(LATE, new StreamRecord<>(late, event.eventTime()));
  }

  @Override
  void send(TableDelta delta) {
    output.collect(DELTAS, new StreamRecord<>(delta, delta.table().windowStart()));
  }
}
