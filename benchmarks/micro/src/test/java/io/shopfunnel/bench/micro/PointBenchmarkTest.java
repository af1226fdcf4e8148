package io.shopfunnel.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is timed side by side writes the same points. */
class PointBenchmarkTest {
  private final PointBenchmark benchmark = new PointBenchmark();

  @Test
  void bothWriteTheSamePointsAgainAndAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(lines(benchmark.ours()))
          .hasSize(PointBenchmark.POINTS)
          .containsExactlyElementsOf(lines(benchmark.influxDbJava()));
    }
  }

  /** The order of a line's fields means nothing. */
  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).lines().map(PointBenchmarkTest::inOrder).toList();
  }

  private static String inOrder(String line) {
    String[] parts = line.split(" ", -1);
    parts[1] = Arrays.stream(parts[1].split(",", -1)).sorted().toList().toString();
    return String.join(" ", parts);
  }
}
