package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelMatcher;
import java.util.ArrayList;
import java.util.List;

/** {@code funnel} and {@code time_to_convert} of one funnel. */
final class FunnelMetric implements Metric {
  private final FunnelDefinition funnel;
  private final List<FunnelFamily> families = new ArrayList<>();
  private final List<Tracker.Factory> trackers;

  FunnelMetric(FunnelDefinition funnel, SessionRules rules) {
    this.funnel = funnel;
    long openEnd =
        funnel.actor().bySession() ? rules.longestMillis() : funnel.conversionWindowMillis();
    families.add(new FunnelFamily(funnel, Breakdown.ALL, openEnd));
    for (Breakdown breakdown : funnel.breakdowns()) {
      families.add(new FunnelFamily(funnel, breakdown, openEnd));
    }
    FunnelShare share = new FunnelShare(funnel, families);
    FunnelMatcher matcher = new FunnelMatcher(funnel);
    Tracker.Factory one =
        funnel.actor().bySession()
            ? SessionFunnelTracker.factory(matcher, share)
            : UserFunnelTracker.factory(matcher, share);
    trackers = List.of(funnel.actor().byProduct() ? ProductTracker.factory(one) : one);
  }

  @Override
  public List<TableFamily> families() {
    return List.copyOf(families);
  }

  @Override
  public List<Tracker.Factory> sessionTrackers() {
    return funnel.actor().bySession() ? trackers : List.of();
  }

  @Override
  public List<Tracker.Factory> userTrackers() {
    return funnel.actor().bySession() ? List.of() : trackers;
  }
}
