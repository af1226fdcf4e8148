package io.shopfunnel.metric;

import io.shopfunnel.funnel.ActorKind;
import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.EventFilter;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code funnel} and {@code time_to_convert} of one funnel, or of several whose actors are the same
 * and enter by the same events, and so stand in the same rows of the same tables.
 */
final class FunnelMetric implements Metric {
  private final List<FunnelDefinition> funnels;
  private final List<FunnelFamily> families = new ArrayList<>();

  /** What funnels must have in common to share their tables. */
  private record Entry(
      ActorKind actor,
      EventFilter firstStep,
      List<Window> entryWindows,
      List<Breakdown> breakdowns,
      List<Window> breakdownWindows) {
    static Entry of(FunnelDefinition funnel) {
      return new Entry(
          funnel.actor(),
          funnel.steps().get(0),
          funnel.entryWindows(),
          funnel.breakdowns(),
          funnel.breakdownWindows());
    }
  }

  private FunnelMetric(List<FunnelDefinition> funnels, SessionRules rules) {
    this.funnels = List.copyOf(funnels);
    FunnelDefinition any = funnels.get(0);
    long openEnd = any.actor().bySession() ? rules.longestMillis() : any.conversionWindowMillis();
    families.add(new FunnelFamily(this.funnels, Breakdown.ALL, openEnd));
    if (!any.breakdownWindows().isEmpty()) {
      for (Breakdown breakdown : any.breakdowns()) {
        families.add(new FunnelFamily(this.funnels, breakdown, openEnd));
      }
    }
  }

  /** All funnels; those of sessions that enter alike, together. */
  static List<Metric> all(List<FunnelDefinition> funnels, SessionRules rules) {
    List<Metric> metrics = new ArrayList<>();
    Map<Entry, List<FunnelDefinition>> bySession = new LinkedHashMap<>();
    for (FunnelDefinition funnel : funnels) {
      if (funnel.actor().bySession()) {
        bySession.computeIfAbsent(Entry.of(funnel), entry -> new ArrayList<>()).add(funnel);
      } else {
        metrics.add(new FunnelMetric(List.of(funnel), rules));
      }
    }
    bySession.values().forEach(alike -> metrics.add(new FunnelMetric(alike, rules)));
    return metrics;
  }

  @Override
  public List<TableFamily> families() {
    return List.copyOf(families);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    for (int i = 0; i < funnels.size(); i++) {
      FunnelDefinition funnel = funnels.get(i);
      FunnelShare share = new FunnelShare(i, families, tables);
      FunnelMatcher matcher = new FunnelMatcher(funnel, tables.texts()::number);
      switch (funnel.actor()) {
        case SESSION -> followers.session(new SessionFunnel(matcher, share));
        case SESSION_PRODUCT -> followers.product(new SessionFunnel(matcher, share));
        case USER, USER_PRODUCT -> followers.entries(new UserFunnel(matcher, share));
      }
    }
  }
}
