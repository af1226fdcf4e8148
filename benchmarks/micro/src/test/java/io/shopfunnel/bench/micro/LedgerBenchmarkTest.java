package io.shopfunnel.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is timed side by side counts the same sessions. */
class LedgerBenchmarkTest {
  @Test
  void allCountTheSame() {
    LedgerBenchmark benchmark = new LedgerBenchmark();
    String expected = benchmark.hashMapOneFunnel().toString();
    assertThat(expected).isNotEmpty();
    assertThat(benchmark.oursOneFunnel()).hasToString(expected);
    assertThat(benchmark.oursAllMetrics()).hasToString(expected);
    assertThat(benchmark.oursAllMetrics()).as("a second run").hasToString(expected);
  }
}
