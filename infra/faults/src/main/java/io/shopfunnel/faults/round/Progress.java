package io.shopfunnel.faults.round;

import io.shopfunnel.faults.report.Results;
import io.shopfunnel.faults.report.RoundResult;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells how it goes, a line for each round, with the time that is left. */
public final class Progress {
  private static final double SHORT_SECONDS = 40;
  private static final double LONG_SECONDS = 120;
  private static final int MINUTE = 60;

  private final PrintStream out;
  private final Map<String, Double> secondsOf = new HashMap<>();
  private List<RoundPlan> plans = List.of();
  private int done;

  /** Writes there. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Something that is worth a line. */
  public void say(String words) {
    out.println(words);
    out.flush();
  }

  void begin(List<RoundPlan> all, Results before) {
    plans = all;
    done = 0;
    for (RoundPlan plan : all) {
      before.of(plan.fault().name()).forEach(this::learn);
    }
    say("%d rounds to play, about %d min".formatted(all.size(), minutesLeft()));
  }

  void skipped(RoundPlan plan, String why) {
    done++;
    say("%s left out: %s".formatted(plan.fault().name(), why));
  }

  void done(RoundPlan plan, RoundResult result) {
    done++;
    learn(result);
    say(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s %d (%s): %s; outage %.1f s, recovered in %.1f s, round %.0f s; about %d min left",
            done,
            plans.size(),
            plan.fault().name(),
            plan.number(),
            result.course(),
            result.same() ? "%,d points the same".formatted(result.points()) : result.verdict(),
            result.outageSeconds(),
            result.recoverySeconds(),
            result.seconds(),
            minutesLeft()));
  }

  private void learn(RoundResult result) {
    secondsOf.put(result.kind(), result.seconds());
  }

  private long minutesLeft() {
    double seconds = plans.stream().skip(done).mapToDouble(this::expected).sum();
    return Math.round(Math.ceil(seconds / MINUTE));
  }

  private double expected(RoundPlan plan) {
    return secondsOf.getOrDefault(
        plan.fault().name(), plan.fault().isLong() ? LONG_SECONDS : SHORT_SECONDS);
  }
}
