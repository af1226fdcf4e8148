package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All metrics of a run. A new metric is one line here. */
public final class MetricCatalog {
  private final PipelineMetric pipeline = new PipelineMetric();
  private final SessionRules rules;
  private final List<Metric> metrics;
  private final Map<String, TableFamily> families = new HashMap<>();

  /** The metrics over these funnels, with sessions cut by these rules. */
  public MetricCatalog(FunnelCatalog funnels, SessionRules rules) {
    this.rules = rules;
    List<Metric> all = new ArrayList<>();
    all.add(pipeline);
    all.add(new FunnelCatalogMetric(funnels));
    all.add(new EventsMetric());
    all.add(new PriceBandMetric());
    all.add(new ActiveMetric());
    all.add(new OrdersMetric());
    all.add(new CartMetric(rules));
    all.add(TopMetric.products());
    all.add(TopMetric.brands());
    all.add(TopMetric.categories());
    funnels.funnels().forEach(funnel -> all.add(new FunnelMetric(funnel, rules)));
    metrics = List.copyOf(all);
    for (TableFamily family : families()) {
      if (families.put(family.name(), family) != null) {
        throw new IllegalArgumentException("two metrics fill tables called " + family.name());
      }
    }
  }

  /** Every metric. */
  public List<Metric> metrics() {
    return metrics;
  }

  /** The metric that accounts for records. */
  public PipelineMetric pipeline() {
    return pipeline;
  }

  /** The tables of all metrics. */
  public List<TableFamily> families() {
    return metrics.stream().flatMap(metric -> metric.families().stream()).toList();
  }

  /**
   * The family of that name.
   *
   * @throws IllegalArgumentException where no metric has it
   */
  public TableFamily family(String name) {
    TableFamily family = families.get(name);
    if (family == null) {
      throw new IllegalArgumentException("no metric fills tables called " + name);
    }
    return family;
  }

  /** The shapes of all points that may be published. */
  public List<PointSchema> schemas() {
    return families().stream().flatMap(family -> family.schemas().stream()).distinct().toList();
  }

  /** What follows each user. */
  public List<Tracker.Factory> userTrackers() {
    return metrics.stream().flatMap(metric -> metric.userTrackers().stream()).toList();
  }

  /** What follows each {@code user_session}: through all its events, and session by session. */
  public List<Tracker.Factory> sessionTrackers() {
    List<Tracker.Factory> parts =
        metrics.stream().flatMap(metric -> metric.sessionTrackers().stream()).toList();
    return Stream.concat(
            metrics.stream().flatMap(metric -> metric.userSessionTrackers().stream()),
            Stream.of(SessionTracker.factory(rules, parts)))
        .toList();
  }
}
