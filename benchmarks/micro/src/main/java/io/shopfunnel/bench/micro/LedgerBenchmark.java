package io.shopfunnel.bench.micro;

import io.shopfunnel.funnel.FunnelCatalogReader;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.metric.MetricCatalog;
import io.shopfunnel.metric.MetricKind;
import io.shopfunnel.schema.ShopEvent;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Following one event, from its block to the counters of its windows: views, carts and purchases of
 * many users, as the shop has them. Each run begins with nobody known.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class LedgerBenchmark {
  static final int EVENTS = 1 << 18;

  private static final String ONE_FUNNEL =
      """
      funnels:
        - name: session_purchase
          actor: session
          steps:
            - event: view
            - event: cart
            - event: purchase
          entry_windows: [1h]
      """;

  private final List<ShopEvent> events = GeneratedEvents.events(EVENTS, 1);
  private final List<ShopEvent> inOrder =
      events.stream()
          .sorted(
              Comparator.comparingLong(ShopEvent::eventTime)
                  .thenComparingInt(event -> event.type().rank()))
          .toList();
  private final EventSlices slices = new EventSlices(events);
  private final MetricCatalog everything =
      MetricCatalog.everything(FunnelCatalogReader.builtIn(), SessionRules.DEFAULT);
  private final MetricCatalog oneFunnel =
      new MetricCatalog(
          FunnelCatalogReader.parse(ONE_FUNNEL), SessionRules.DEFAULT, List.of(MetricKind.FUNNEL));

  /** Ours, with all metrics: sessions, carts, orders, rankings and five funnels. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FunnelTotals oursAllMetrics() {
    return followed(everything);
  }

  /** Ours, with the session funnel alone. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FunnelTotals oursOneFunnel() {
    return followed(oneFunnel);
  }

  /**
   * The session funnel with an object for each session in a {@link java.util.HashMap}. It has less
   * to do: its events are in the total order already, and it could neither take a late one into
   * account nor drop a duplicate.
   */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FunnelTotals hashMapOneFunnel() {
    SessionsByMap sessions = new SessionsByMap();
    inOrder.forEach(sessions::add);
    return sessions.totals();
  }

  private FunnelTotals followed(MetricCatalog catalog) {
    FunnelTotals totals = new FunnelTotals();
    Engine engine = new Engine(catalog, totals::add);
    engine.run(slices);
    engine.finish();
    return totals;
  }
}
