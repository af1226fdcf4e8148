package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.ledger.SessionRules;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code funnel} and {@code time_to_convert} of one funnel. */
final class FunnelMetric implements Metric {
  private final FunnelDefinition funnel;
  private final FunnelFamily all;
  private final List<FunnelFamily> breakdowns = new ArrayList<>();
  private final @Nullable FunnelEntries entries;

  FunnelMetric(FunnelDefinition funnel, SessionRules rules) {
    this.funnel = funnel;
    long openEnd =
        funnel.actor().bySession() ? rules.longestMillis() : funnel.conversionWindowMillis();
    all = new FunnelFamily(funnel, Breakdown.ALL, openEnd);
    if (!funnel.breakdownWindows().isEmpty()) {
      for (Breakdown breakdown : funnel.breakdowns()) {
        breakdowns.add(new FunnelFamily(funnel, breakdown, openEnd));
      }
    }
    entries = breakdowns.isEmpty() ? null : new FunnelEntries(funnel, breakdowns);
  }

  @Override
  public List<TableFamily> families() {
    List<TableFamily> families = new ArrayList<>();
    if (entries != null) {
      families.add(entries);
    }
    families.add(all);
    families.addAll(breakdowns);
    return families;
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    FunnelShare share = new FunnelShare(funnel, all, entries, tables);
    FunnelMatcher matcher = new FunnelMatcher(funnel, tables.texts()::number);
    switch (funnel.actor()) {
      case SESSION -> followers.session(new SessionFunnel(matcher, share));
      case SESSION_PRODUCT -> followers.product(new SessionFunnel(matcher, share));
      case USER, USER_PRODUCT -> followers.entries(new UserFunnel(matcher, share));
    }
  }
}
