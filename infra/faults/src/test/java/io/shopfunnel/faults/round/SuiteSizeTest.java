package io.shopfunnel.faults.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.faults.fault.Course;
import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.Faults;
import io.shopfunnel.faults.report.Results;
import io.shopfunnel.faults.report.TestingResults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteSizeTest {
  private static final Fault KILLED = Faults.named("broker-killed").orElseThrow();
  private static final Fault LONG = Faults.named("influxdb-down").orElseThrow();
  private static final Fault LIVE_ONLY = Faults.named("poison").orElseThrow();

  @TempDir private Path folder;

  @Test
  void aQuarterOfTheRoundsFallsToKindsThatTakeLong() {
    List<RoundPlan> plans = new SuiteSize(1, 300_000, 8).left(List.of(KILLED, LONG), none());
    assertThat(plans).filteredOn(plan -> plan.fault() == KILLED).hasSize(8);
    assertThat(plans).filteredOn(plan -> plan.fault() == LONG).hasSize(2);
    assertThat(new SuiteSize(1, 300_000, 1).left(List.of(LONG), none())).hasSize(1);
  }

  @Test
  void theFirstRoundsOfAllKindsComeBeforeTheSecondOfAny() {
    assertThat(new SuiteSize(1, 300_000, 2).left(List.of(KILLED, LIVE_ONLY), none()))
        .extracting(RoundPlan::number)
        .containsExactly(1, 1, 2, 2);
  }

  @Test
  void coursesTakeTurnsWhereBothAreOpen() {
    assertThat(new SuiteSize(1, 300_000, 2).left(List.of(KILLED), none()))
        .extracting(RoundPlan::course)
        .containsExactly(Course.BOUNDED, Course.LIVE);
    assertThat(new SuiteSize(1, 300_000, 2).left(List.of(LIVE_ONLY), none()))
        .extracting(RoundPlan::course)
        .containsOnly(Course.LIVE);
  }

  @Test
  void whatHasAResultIsNotPlayedAgainButUnderAnotherSeedItIs() {
    SuiteSize size = new SuiteSize(1, 300_000, 2);
    Results results = none();
    RoundPlan first = size.left(List.of(KILLED), results).get(0);
    results.add(TestingResults.round("broker-killed", 1, first.seed(), true, 1.5));
    assertThat(size.left(List.of(KILLED), results))
        .extracting(RoundPlan::number)
        .containsExactly(2);
    assertThat(new SuiteSize(2, 300_000, 2).left(List.of(KILLED), results)).hasSize(2);
  }

  @Test
  void theSameSeedDrawsTheSame() {
    RoundPlan plan = RoundPlan.of(KILLED, 3, 7);
    assertThat(plan.random().nextLong()).isEqualTo(plan.random().nextLong());
    assertThat(plan.random().nextLong())
        .isNotEqualTo(RoundPlan.of(KILLED, 4, 7).random().nextLong())
        .isNotEqualTo(RoundPlan.of(LONG, 3, 7).random().nextLong());
  }

  private Results none() {
    return new Results(folder);
  }
}
