package io.shopfunnel.funnel;

import io.shopfunnel.schema.ShopEvent;
import java.util.List;

/**
 * Every chain there is among the events of one actor, searched for one by one: what {@link
 * FunnelMatcher} finds in one pass must be what this finds.
 */
public final class ChainSearch {
  private final List<ShopEvent> events;
  private final FunnelDefinition funnel;
  private final boolean exclusions;
  private final long now;

  private int depth;
  private boolean alive;
  private int completedAt = Integer.MAX_VALUE;
  private long latestEntry;

  private ChainSearch(
      List<ShopEvent> events, FunnelDefinition funnel, boolean exclusions, long now) {
    this.events = events;
    this.funnel = funnel;
    this.exclusions = exclusions;
    this.now = now;
  }

  /**
   * Searches events, which are in the total order, for chains that enter in a stretch of time.
   *
   * @param from the first time of the stretch
   * @param to the first time after the stretch
   * @param exclusions whether the funnel's exclusions bar chains
   * @param now no event up to this time will be added any more
   */
  public static ChainSearch among(
      List<ShopEvent> events,
      FunnelDefinition funnel,
      long from,
      long to,
      boolean exclusions,
      long now) {
    ChainSearch search = new ChainSearch(events, funnel, exclusions, now);
    for (int i = 0; i < events.size(); i++) {
      long time = events.get(i).eventTime();
      if (time >= from && time < to && fits(funnel.steps().get(0), events.get(i))) {
        search.extend(1, i, time);
      }
    }
    return search;
  }

  private void extend(int reached, int last, long entry) {
    depth = Math.max(depth, reached);
    if (reached == funnel.steps().size()) {
      if (last < completedAt) {
        completedAt = last;
        latestEntry = entry;
      } else if (last == completedAt) {
        latestEntry = Math.max(latestEntry, entry);
      }
      return;
    }
    long window = funnel.conversionWindowMillis();
    boolean barred = false;
    for (int next = last + 1; next < events.size() && !barred; next++) {
      ShopEvent event = events.get(next);
      if (event.eventTime() - entry <= window && fits(funnel.steps().get(reached), event)) {
        extend(reached + 1, next, entry);
      }
      barred = exclusions && isExcludedAfter(reached, event);
    }
    alive |= !barred && (window == FunnelDefinition.UNBOUNDED || entry + window > now);
  }

  private boolean isExcludedAfter(int step, ShopEvent event) {
    for (Exclusion exclusion : funnel.exclusions()) {
      if (exclusion.afterStep() == step && fits(exclusion.filter(), event)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an event fits a filter, written anew from the funnel file's explanation. */
  public static boolean fits(EventFilter filter, ShopEvent event) {
    String code = event.category().code();
    String root = code == null ? "" : code.split("\\.", -1)[0];
    String brand = event.brand() == null ? "unknown" : event.brand();
    long cents = event.priceCents() == ShopEvent.NO_PRICE ? 0 : event.priceCents();
    if (event.type() != filter.type()) {
      return false;
    }
    if (filter.category() != null && !filter.category().equals(root.isEmpty() ? "unknown" : root)) {
      return false;
    }
    if (filter.brand() != null && !filter.brand().equals(brand)) {
      return false;
    }
    if (filter.minCents() != null && cents < filter.minCents()) {
      return false;
    }
    return filter.maxCents() == null || cents < filter.maxCents();
  }

  /** The length of the longest chain. */
  public int depth() {
    return depth;
  }

  /** Whether an event after {@code now} could still make some chain longer. */
  public boolean alive() {
    return alive;
  }

  /** Whether a chain has reached the last step. */
  public boolean completed() {
    return completedAt != Integer.MAX_VALUE;
  }

  /** From the latest possible entry to the last step of the chain that completes first. */
  public long timeToConvert() {
    return events.get(completedAt).eventTime() - latestEntry;
  }
}
