package io.shopfunnel.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.bench.contender.Results;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Set<String> BOTH = Set.of(Results.EVENTS, Results.FUNNEL);

  @Test
  void equalResultsHaveNoDifferences() {
    assertThat(Comparison.differences(results(3, 5), results(3, 5), BOTH)).isEmpty();
  }

  @Test
  void whatAContenderDoesNotComputeIsNotCompared() {
    Results found = new Results();
    found.addEvents(0, "view", 3);
    assertThat(Comparison.differences(results(3, 5), found, Set.of(Results.EVENTS))).isEmpty();
  }

  @Test
  void aWrongNumberIsNamed() {
    assertThat(Comparison.differences(results(3, 5), results(3, 4), BOTH))
        .isEqualTo("1 results differ: funnel 1970-01-01T00:00:00Z step_1 is 4, should be 5.");
  }

  @Test
  void aMissingNumberIsOneThatIsZero() {
    assertThat(Comparison.differences(results(3, 5), new Results(), BOTH))
        .startsWith("2 results differ: events 1970-01-01T00:00:00Z view is 0, should be 3; ");
  }

  @Test
  void aNumberTooManyIsADifference() {
    Results found = results(3, 5);
    found.addEvents(60, "cart", 1);
    assertThat(Comparison.differences(results(3, 5), found, BOTH))
        .isEqualTo("1 results differ: events 1970-01-01T00:01:00Z cart is 1, should be 0.");
  }

  @Test
  void nothingExpectedProvesNothing() {
    assertThat(Comparison.differences(new Results(), new Results(), BOTH)).isNotEmpty();
  }

  private static Results results(long views, long entered) {
    Results results = new Results();
    results.addEvents(0, "view", views);
    results.addFunnel(0, 1, entered);
    return results;
  }
}
