package io.shopfunnel.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is timed side by side counts the same products. */
class TableBenchmarkTest {
  private final TableBenchmark benchmark = new TableBenchmark();

  @Test
  void hitsAreCountedAlike() {
    assertThat(benchmark.mapTotals()).isNotEmpty();
    assertThat(benchmark.slotTotals()).isEqualTo(benchmark.mapTotals());
  }

  @Test
  void missesMakeARowEach() {
    assertThat(benchmark.slotMisses()).isEqualTo(TableBenchmark.EVENTS);
    assertThat(benchmark.mapMisses()).isEqualTo(TableBenchmark.EVENTS);
  }
}
