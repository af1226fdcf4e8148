package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.report.Results;
import java.util.ArrayList;
import java.util.List;

/**
 * How much is played.
 *
 * @param seed from which the file and all rounds' seeds follow
 * @param events rows of the file
 * @param rounds of each kind; of a kind whose outage takes a minute or more, a quarter of them
 */
public record SuiteSize(long seed, int events, int rounds) {
  private static final int LONG_ONES_SHARE = 4;

  /** The rounds of these kinds without those that have a result, the first of each kind first. */
  public List<RoundPlan> left(List<Fault> kinds, Results results) {
    List<RoundPlan> left = new ArrayList<>();
    for (int number = 1; number <= rounds; number++) {
      for (Fault kind : kinds) {
        RoundPlan plan = RoundPlan.of(kind, number, seed);
        boolean done =
            results.of(kind.name()).stream().anyMatch(result -> result.seed() == plan.seed());
        if (number <= roundsOf(kind) && !done) {
          left.add(plan);
        }
      }
    }
    return left;
  }

  private int roundsOf(Fault kind) {
    return kind.isLong() ? (rounds + LONG_ONES_SHARE - 1) / LONG_ONES_SHARE : rounds;
  }
}
