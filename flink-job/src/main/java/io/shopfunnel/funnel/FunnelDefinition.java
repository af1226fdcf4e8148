package io.shopfunnel.funnel;

import io.shopfunnel.window.Window;
import java.util.List;

/**
 * One funnel.
 *
 * @param name the value of the tag {@code funnel}
 * @param actor whose way it follows
 * @param steps what an actor must do, in this order
 * @param conversionWindowMillis the most time between a chain's first event and any later one,
 *     inclusive; {@link #UNBOUNDED} where the session alone bounds it
 * @param exclusions what must not happen on the way
 * @param entryWindows the windows in which entries are counted, shortest first
 * @param breakdowns what it is broken down by, besides {@link Breakdown#ALL}
 * @param breakdownWindows the windows for which the breakdowns are published, shortest first
 */
public record FunnelDefinition(
    String name,
    ActorKind actor,
    List<EventFilter> steps,
    long conversionWindowMillis,
    List<Exclusion> exclusions,
    List<Window> entryWindows,
    List<Breakdown> breakdowns,
    List<Window> breakdownWindows) {

  /** The conversion window of a funnel without one. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  public FunnelDefinition {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    entryWindows = entryWindows.stream().sorted().toList();
    breakdowns = List.copyOf(breakdowns);
    breakdownWindows = breakdownWindows.stream().sorted().toList();
  }

  /** The number of steps. */
  public int depth() {
    return steps.size();
  }
}
