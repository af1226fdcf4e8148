package io.shopfunnel.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.table.OpenRows;
import org.junit.jupiter.api.Test;

/** What is timed side by side is a copy of the same ledgers. */
class SnapshotBenchmarkTest {
  @Test
  void allCopiesAreEqual() throws Exception {
    SnapshotBenchmark benchmark = new SnapshotBenchmark();
    byte[] expected = benchmark.copyOfAllBytes();
    assertThat(SnapshotBenchmark.bytes(benchmark.copy())).isEqualTo(expected);
    assertThat(SnapshotBenchmark.bytes(benchmark.copyByWritingAndReading())).isEqualTo(expected);
    assertThat(benchmark.write()).isEqualTo(expected.length);
  }

  @Test
  void allRowsOfOpenWindowsAreShown() {
    SnapshotBenchmark benchmark = new SnapshotBenchmark();
    assertThat(benchmark.showTables().stream().mapToLong(OpenRows::rows).sum())
        .isEqualTo(benchmark.openRows())
        .isPositive();
  }
}
