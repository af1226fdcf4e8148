package io.shopfunnel.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.point.LineFormat;
import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.Series;
import io.shopfunnel.point.TestingLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PointOutboxTest {
  private static final long MINUTE = 60_000;
  private static final LineFormat FORMAT = new LineFormat(PointSchema.of("m", "t").numbers("n"));
  private static final Series A = FORMAT.series(List.of("a"));
  private static final Series B = FORMAT.series(List.of("b"));

  private final PointOutbox outbox = new PointOutbox();
  private final LineBuffer line = new LineBuffer();

  private void add(int keyGroup, Series series, long windowStart, long value) {
    line.clear();
    series.appendLine(new long[] {value}, 0, number -> "", windowStart, line);
    outbox.add(keyGroup, series, windowStart, windowStart + MINUTE, line);
  }

  private List<String> released(long checkpoint) {
    List<String> lines = new ArrayList<>();
    outbox.release(checkpoint, block -> lines.addAll(TestingLines.lines(block)));
    return lines;
  }

  /** Shorter, of the same length, or longer: it has the older one's place. */
  @Test
  void aNewerVersionTakesTheOlderOnesPlace() {
    for (long value : new long[] {10, 11, 2, 33, 1_000_000, 5}) {
      add(1, A, 60_000, value);
      add(2, B, 60_000, value + 1);
      add(1, A, 0, -value);
    }
    outbox.seal(1, PointOutbox.NONE);
    assertThat(released(1))
        .containsExactly("m,t=a n=5i 60000\n", "m,t=b n=6i 60000\n", "m,t=a n=-5i 0\n");
    assertThat(released(9)).isEmpty();
  }

  @Test
  void whatIsSealedStaysAsItIs() {
    add(1, A, 0, 1);
    outbox.seal(1, PointOutbox.NONE);
    add(1, A, 0, 2);
    outbox.seal(2, PointOutbox.NONE);
    outbox.seal(3, PointOutbox.NONE);
    assertThat(outbox.sealed()).hasSize(2);
    assertThat(released(0)).isEmpty();
    assertThat(released(3)).containsExactly("m,t=a n=1i 0\n", "m,t=a n=2i 0\n");
    assertThat(outbox.sealed()).isEmpty();
  }

  @Test
  void whatWasKeptIsTakenOutByKeyGroupAndLeavesFirst() {
    add(0, A, 0, 1);
    add(127, B, 0, 22);
    add(0, B, 60_000, 3);
    outbox.seal(7, PointOutbox.NONE);
    PointOutbox restored = new PointOutbox();
    for (WaitingPoints kept : outbox.sealed()) {
      restored.restore(kept, keyGroup -> keyGroup == 0);
      restored.restore(kept, keyGroup -> keyGroup == 5);
    }
    List<String> lines = new ArrayList<>();
    restored.release(1, block -> lines.addAll(TestingLines.lines(block)));
    assertThat(lines).containsExactly("m,t=a n=1i 0\n", "m,t=b n=3i 60000\n");
    assertThat(restored.sealed()).isEmpty();
  }

  @Test
  void manyPointsAreEachTheirLastVersionInTheOrderOfTheFirst() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      series.add(FORMAT.series(List.of("s" + i)));
    }
    for (int round = 1; round <= 3; round++) {
      Map<String, Long> expected = new LinkedHashMap<>();
      for (int i = 0; i < 30_000; i++) {
        int of = random.nextInt(50);
        long start = random.nextInt(300) * 60_000L;
        long value = random.nextLong() >> random.nextInt(64);
        add(of, series.get(of), start, value);
        expected.put("m,t=s%d n=%%di %d\n".formatted(of, start), value);
      }
      outbox.seal(round, PointOutbox.NONE);
      List<String> lines = new ArrayList<>();
      expected.forEach((text, value) -> lines.add(text.formatted(value)));
      assertThat(released(round)).isEqualTo(lines).hasSizeGreaterThan(10_000);
    }
  }

  private List<String> leftAtOnce() {
    List<String> lines = new ArrayList<>();
    outbox.releaseAtOnce(block -> lines.addAll(TestingLines.lines(block)));
    return lines;
  }

  @Test
  void whatEndsByTheLimitOfACompleteCheckpointLeavesAtOnce() {
    add(1, A, 0, 1);
    outbox.seal(1, MINUTE);
    add(1, A, 0, 2);
    assertThat(leftAtOnce()).as("no checkpoint is complete").isEmpty();
    add(1, A, MINUTE, 3);
    assertThat(released(1)).containsExactly("m,t=a n=1i 0\n", "m,t=a n=2i 0\n");
    add(1, B, 0, 4);
    add(1, B, MINUTE, 5);
    assertThat(leftAtOnce()).containsExactly("m,t=b n=4i 0\n");
    outbox.seal(2, 2 * MINUTE);
    assertThat(released(2)).containsExactly("m,t=a n=3i 60000\n", "m,t=b n=5i 60000\n");
  }

  @Test
  void noNewerVersionOvertakesOneThatASnapshotHolds() {
    add(1, A, 0, 1);
    outbox.seal(1, MINUTE);
    add(1, A, 0, 2);
    outbox.seal(2, MINUTE);
    assertThat(released(1)).containsExactly("m,t=a n=1i 0\n");
    add(1, A, 0, 3);
    assertThat(leftAtOnce()).isEmpty();
    assertThat(released(2)).containsExactly("m,t=a n=2i 0\n", "m,t=a n=3i 0\n");
  }

  @Test
  void theLimitOfARestoredCheckpointHoldsOnceItsPointsHaveLeft() {
    add(1, A, 0, 1);
    outbox.seal(1, MINUTE);
    PointOutbox restored = new PointOutbox();
    outbox.sealed().forEach(kept -> restored.restore(kept, keyGroup -> true));
    restored.restore(MINUTE);
    List<String> lines = new ArrayList<>();
    restored.releaseRestored(block -> lines.addAll(TestingLines.lines(block)));
    assertThat(lines).containsExactly("m,t=a n=1i 0\n");
    line.clear();
    A.appendZeros(0, line);
    restored.add(1, A, 0, MINUTE, line);
    restored.releaseAtOnce(block -> lines.addAll(TestingLines.lines(block)));
    assertThat(lines).containsExactly("m,t=a n=1i 0\n", "m,t=a n=0i 0\n");
  }
}
