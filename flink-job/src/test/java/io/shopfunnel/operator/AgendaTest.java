package io.shopfunnel.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {
  private static final long DAY = 86_400_000;
  private static final long START = 1_575_158_400_000L;

  private final Agenda agenda = new Agenda(Long.MIN_VALUE);
  private final List<Integer> woken = new ArrayList<>();

  private List<Integer> wake(long watermark) {
    woken.clear();
    agenda.wake(watermark, woken::add);
    return woken;
  }

  @Test
  void aTimelineIsWokenOnceByTheWatermarkThatReachesItsTime() {
    agenda.put(1, START + 5_000);
    assertThat(wake(START + 4_999)).isEmpty();
    assertThat(wake(START + 5_000)).containsExactly(1);
    assertThat(wake(START + 9_000)).isEmpty();
    assertThat(agenda.size()).isZero();
  }

  @Test
  void theLastWordCounts() {
    agenda.put(1, START + 5_000);
    agenda.put(1, START + 2_000);
    agenda.put(1, START + 7_000);
    assertThat(agenda.size()).isEqualTo(1);
    assertThat(wake(START + 6_000)).isEmpty();
    assertThat(wake(START + 7_000)).containsExactly(1);
    agenda.put(1, START + 8_000);
    agenda.put(1, Long.MAX_VALUE);
    assertThat(wake(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void whatIsLateIsWokenByTheNextWatermark() {
    wake(START);
    agenda.put(1, START - DAY);
    assertThat(wake(START)).containsExactly(1);
  }

  @Test
  void whatLiesBeyondTheRingWaitsForItsTime() {
    agenda.put(1, START);
    agenda.put(2, START + 40 * DAY);
    agenda.put(3, START + 400 * DAY);
    assertThat(wake(START)).containsExactly(1);
    assertThat(wake(START + 40 * DAY - 1)).isEmpty();
    assertThat(wake(START + 40 * DAY)).containsExactly(2);
    assertThat(wake(Long.MAX_VALUE)).containsExactly(3);
  }

  @Test
  void afterARestoreWhatIsDueBeforeTheFirstTimelineIsNotForgotten() {
    Agenda restored = new Agenda(START);
    restored.put(1, START + DAY);
    restored.put(2, START + 1);
    restored.put(3, START);
    restored.wake(START, woken::add);
    assertThat(woken).containsExactly(3);
    restored.wake(START + 1, woken::add);
    restored.wake(START + DAY, woken::add);
    assertThat(woken).containsExactly(3, 2, 1);
  }

  @Test
  void anEarlierEventAfterTheFirstIsNotForgotten() {
    agenda.put(1, START + DAY);
    agenda.put(2, START);
    assertThat(wake(START - 1)).isEmpty();
    assertThat(wake(START)).containsExactly(2);
    assertThat(wake(START + DAY)).containsExactly(1);
  }

  /** Beside the plainest agenda there is: look at all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void itWakesWhatALookAtAllWouldWake(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<Integer, Long> expected = new HashMap<>();
    long watermark = START;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) > 0) {
        int key = random.nextInt(50);
        long wakeAt = watermark + random.nextLong(-2 * DAY, 1L << random.nextInt(10, 40));
        agenda.put(key, wakeAt);
        expected.put(key, wakeAt);
        assertThat(agenda.wakeAt(key)).isEqualTo(wakeAt);
      } else {
        watermark += random.nextLong(1L << random.nextInt(1, 30));
        long now = watermark;
        List<Integer> due =
            expected.keySet().stream().filter(key -> expected.get(key) <= now).toList();
        assertThat(wake(watermark)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(due);
        expected.keySet().removeAll(due);
        assertThat(agenda.size()).isEqualTo(expected.size());
      }
    }
  }
}
