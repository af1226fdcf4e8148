package io.shopfunnel.funnel;

import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;

/**
 * Matches events with the steps of one funnel. Events must come in {@link ShopEvent#TOTAL_ORDER};
 * each costs constant time and the progress of an actor constant space, however many events it has.
 */
public final class FunnelMatcher {
  private final FunnelDefinition funnel;
  private final EventFilter[] steps;
  private final Exclusion[] exclusions;
  private final Breakdown[] breakdowns;

  /** A matcher of that funnel. */
  public FunnelMatcher(FunnelDefinition funnel) {
    this.funnel = funnel;
    this.steps = funnel.steps().toArray(EventFilter[]::new);
    this.exclusions = funnel.exclusions().toArray(Exclusion[]::new);
    this.breakdowns = funnel.breakdowns().toArray(Breakdown[]::new);
  }

  /** The funnel that it matches. */
  public FunnelDefinition funnel() {
    return funnel;
  }

  /** The progress of an actor that has done nothing yet. */
  public FunnelProgress start() {
    return new FunnelProgress(
        new ChainState(steps.length), exclusions.length == 0 ? null : new ChainState(steps.length));
  }

  /** Reads what {@link FunnelProgress#write} wrote. */
  public FunnelProgress read(DataInput in) throws IOException {
    return FunnelProgress.read(steps.length, in);
  }

  /** The set of steps that an event fits: bit k stands for step k + 1. */
  public int matchedSteps(ShopEvent event) {
    int matched = 0;
    for (int step = 0; step < steps.length; step++) {
      if (steps[step].matches(event)) {
        matched |= 1 << step;
      }
    }
    return matched;
  }

  /** The set of steps whose way on is barred by the event: bit k stands for step k + 1. */
  public int guardedSteps(ShopEvent event) {
    int guarded = 0;
    for (Exclusion exclusion : exclusions) {
      if (exclusion.filter().matches(event)) {
        guarded |= 1 << (exclusion.afterStep() - 1);
      }
    }
    return guarded;
  }

  /**
   * Moves an actor on by an event.
   *
   * @param matched {@link #matchedSteps} of the event; without bit 0, no chain may start at it
   * @param guarded {@link #guardedSteps} of the event
   * @param late whether the event came behind the watermark
   */
  public void accept(
      FunnelProgress progress, ShopEvent event, int matched, int guarded, boolean late) {
    if ((matched | guarded) == 0) {
      return;
    }
    if (progress.entry == null && (matched & 1) != 0) {
      progress.entry = entry(event);
    }
    long window = funnel.conversionWindowMillis();
    progress.chains.accept(event.eventTime(), matched, guarded, window);
    if (progress.unrestricted != null) {
      progress.unrestricted.accept(event.eventTime(), matched, 0, window);
    }
    if (late) {
      progress.lateApplied++;
    }
  }

  private FunnelEntry entry(ShopEvent event) {
    String[] values = new String[breakdowns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = breakdowns[i].valueOf(event);
    }
    return new FunnelEntry(event.eventTime(), List.of(values));
  }
}
