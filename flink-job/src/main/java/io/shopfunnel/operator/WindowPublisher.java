package io.shopfunnel.operator;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.MetricPoint;
import io.shopfunnel.metric.SessionRules;
import io.shopfunnel.metric.TableDelta;
import io.shopfunnel.metric.TableFamily;
import io.shopfunnel.metric.TableKey;
import io.shopfunnel.metric.WindowTable;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the tables, one for each key. A table is published when the watermark has passed the end of
 * its window; after that, when it has changed, once in a while of event time: a minute for a window
 * of a minute, ten for an hour, an hour for a day. It is forgotten when neither an open session nor
 * a late event can change it any more.
 */
public final class WindowPublisher extends KeyedProcessFunction<String, TableDelta, MetricPoint> {

  private final String funnelsYaml;
  private final long sessionGapMillis;
  private final long longestSessionMillis;
  private final long allowedLatenessMillis;

  private transient MetricCatalog catalog;
  private transient ValueState<WindowTable> tables;

  /** Publishes the metrics over these funnels. */
  public WindowPublisher(FunnelCatalog funnels, SessionRules sessions, long allowedLatenessMillis) {
    this.funnelsYaml = funnels.yaml();
    this.sessionGapMillis = sessions.gapMillis();
    this.longestSessionMillis = sessions.longestMillis();
    this.allowedLatenessMillis = allowedLatenessMillis;
  }

  @Override
  public void open(OpenContext context) {
    catalog =
        new MetricCatalog(
            FunnelCatalogReader.parse(funnelsYaml),
            new SessionRules(sessionGapMillis, longestSessionMillis));
    tables =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("tables", new WindowTableSerializer()));
  }

  @Override
  public void processElement(TableDelta delta, Context context, Collector<MetricPoint> out)
      throws Exception {
    WindowTable table = tables.value();
    if (table == null) {
      table = new WindowTable();
    }
    table.add(delta);
    TimerService timers = context.timerService();
    long closes = delta.table().windowEnd() - 1;
    schedule(
        table,
        Math.max(closes, nextAmendment(delta.table().window(), timers.currentWatermark())),
        timers);
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
      case DAY -> Duration.ofHours(1);
    };
  }

  private static void schedule(WindowTable table, long time, TimerService timers) {
    if (time < table.timer()) {
      if (table.timer() != Long.MAX_VALUE) {
        timers.deleteEventTimeTimer(table.timer());
      }
      timers.registerEventTimeTimer(time);
      table.timer(time);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<MetricPoint> out)
      throws Exception {
    WindowTable table = tables.value();
    if (table == null) {
      return;
    }
    table.timer(Long.MAX_VALUE);
    TableKey key = TableKey.of(context.getCurrentKey());
    TableFamily family = catalog.family(key.family());
    table.publish(family, key).forEach(out::collect);
    long forget = key.windowEnd() + family.openEndMillis() + allowedLatenessMillis;
    if (context.timerService().currentWatermark() >= forget) {
      tables.clear();
    } else {
      schedule(table, forget, context.timerService());
      tables.update(table);
    }
  }
}
