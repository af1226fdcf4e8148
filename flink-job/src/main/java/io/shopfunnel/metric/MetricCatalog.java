package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelCatalog;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.Tables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All metrics of a run. A new metric is one line in {@link MetricKind}. */
public final class MetricCatalog {
  private final List<Metric> metrics;

  /**
   * The metrics of a run.
   *
   * @param funnels the funnels
   * @param rules where sessions are cut
   * @param kinds the kinds that are wanted, besides those that account for the run itself
   */
  public MetricCatalog(FunnelCatalog funnels, SessionRules rules, List<MetricKind> kinds) {
    List<Metric> all = new ArrayList<>();
    all.add(new PipelineMetric());
    all.add(new FunnelCatalogMetric(funnels));
    for (MetricKind kind : kinds) {
      all.addAll(kind.metrics(funnels, rules));
    }
    metrics = List.copyOf(all);
    Set<String> names = new HashSet<>();
    for (TableFamily family : families()) {
      if (!names.add(family.name())) {
        throw new IllegalArgumentException("two metrics fill tables called " + family.name());
      }
    }
  }

  /** Every metric of every kind. */
  public static MetricCatalog everything(FunnelCatalog funnels, SessionRules rules) {
    return new MetricCatalog(funnels, rules, List.of(MetricKind.values()));
  }

  /** The tables of all metrics. */
  public List<TableFamily> families() {
    return metrics.stream().flatMap(metric -> metric.families().stream()).toList();
  }

  /** The shapes of all points that may be published. */
  public List<PointSchema> schemas() {
    return families().stream().flatMap(family -> family.schemas().stream()).distinct().toList();
  }

  /** What all metrics follow. */
  public Followers followers(Tables tables) {
    Followers followers = new Followers();
    metrics.forEach(metric -> metric.follow(tables, followers));
    return followers;
  }
}
