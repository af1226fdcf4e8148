package io.shopfunnel.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private static final long LEAST = AllocatingProgram.BYTES;

  /** What else allocates meanwhile, and the parts of regions that nobody uses. */
  private static final long MOST = 5 * LEAST / 4;

  @Test
  void whatWasAllocatedIsCountedThroughCollectionsFromWithinAndFromOutside() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                AllocatingProgram.class.getName())
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("ready");
      try (HeapWatch watch = HeapWatch.of(process.pid())) {
        watch.start();
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        assertThat(Long.parseLong(said.readLine())).isBetween(LEAST, MOST);
        HeapUse use = watch.stop();
        assertThat(use.allocatedBytes()).isBetween(LEAST, MOST);
        assertThat(use.stoppedSeconds()).isPositive();
      }
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void onlyTheCollectionsBetweenTwoMomentsCount() {
    HeapMoment from = new HeapMoment(Map.of("young", 4L, "old", 1L), 0);
    HeapMoment to = new HeapMoment(Map.of("young", 6L, "old", 2L), 0);
    HeapCollection before = new HeapCollection("young", 4, 10, 1, 9, 1);
    HeapCollection first = new HeapCollection("young", 5, 20, 1, 9, 1);
    HeapCollection second = new HeapCollection("old", 2, 30, 1, 9, 1);
    HeapCollection third = new HeapCollection("young", 6, 40, 1, 9, 1);
    HeapCollection after = new HeapCollection("young", 7, 50, 1, 9, 1);
    assertThat(from.until(to, List.of(after, third, second, first, before)))
        .containsExactly(first, second, third);
    assertThat(to.collections() - from.collections()).isEqualTo(3);
  }
}
