package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.Tables;
import java.util.ArrayList;
import java.util.List;

/** {@code funnel} and {@code time_to_convert} of one funnel. */
final class FunnelMetric implements Metric {
  private final FunnelDefinition funnel;
  private final List<FunnelFamily> families = new ArrayList<>();

  FunnelMetric(FunnelDefinition funnel, SessionRules rules) {
    this.funnel = funnel;
    long openEnd =
        funnel.actor().bySession() ? rules.longestMillis() : funnel.conversionWindowMillis();
    families.add(new FunnelFamily(funnel, Breakdown.ALL, openEnd));
    if (!funnel.breakdownWindows().isEmpty()) {
      for (Breakdown breakdown : funnel.breakdowns()) {
        families.add(new FunnelFamily(funnel, breakdown, openEnd));
      }
    }
  }

  @Override
  public List<TableFamily> families() {
    return List.copyOf(families);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    FunnelShare share = new FunnelShare(funnel, families, tables);
    FunnelMatcher matcher = new FunnelMatcher(funnel, tables.texts()::number);
    switch (funnel.actor()) {
      case SESSION -> followers.session(new SessionFunnel(matcher, share));
      case SESSION_PRODUCT -> followers.product(new SessionFunnel(matcher, share));
      case USER, USER_PRODUCT -> followers.entries(new UserFunnel(matcher, share));
    }
  }
}
