package io.shopfunnel.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheredRowsTest {
  private static final int COLUMNS = 3;
  private static final long HOUR = 3_600_000;

  private static void assertHolds(GatheredRows rows, Map<List<Long>, long[]> expected) {
    assertThat(rows.size()).isEqualTo(expected.size());
    for (int row = 0; row < rows.size(); row++) {
      List<Long> identity = List.of(rows.start(row), rows.key(row));
      long[] counters = expected.get(identity);
      assertThat(counters).as("row %s", identity).isNotNull();
      int at = rows.countersOf(row);
      assertThat(Arrays.copyOfRange(rows.words(), at, at + COLUMNS)).isEqualTo(counters);
      assertThat(rows.isZero(row))
          .isEqualTo(counters[0] == 0 && counters[1] == 0 && counters[2] == 0);
    }
    int[] sorted = rows.byWindow();
    assertThat(sorted).hasSize(rows.size()).doesNotHaveDuplicates();
    assertThat(Arrays.stream(sorted).mapToLong(rows::start).toArray()).isSorted();
  }

  /** Beside a map; rows of windows that are over go, and others come. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 30, 5_000})
  void theyHoldWhatAMapWould(int keys) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(keys);
    GatheredRows rows = new GatheredRows(RowKey.NUMBER, COLUMNS);
    Map<List<Long>, long[]> expected = new HashMap<>();
    for (int round = -3; round < 12; round++) {
      for (int step = 0; step < 4 * keys + 10; step++) {
        long start = (round + random.nextInt(3)) * HOUR;
        long key = random.nextInt(keys);
        key = key % 3 == 0 ? key << 33 : key % 3 == 1 ? -key : key;
        int column = random.nextInt(COLUMNS);
        long number = random.nextInt(-2, 3);
        int at = rows.countersAt(start, key);
        rows.words()[at + column] += number;
        expected.computeIfAbsent(List.of(start, key), k -> new long[COLUMNS])[column] += number;
      }
      assertHolds(rows, expected);
      long over = round * HOUR;
      rows.removeUpTo(over);
      expected.keySet().removeIf(identity -> identity.get(0) <= over);
      assertHolds(rows, expected);
    }
    for (int i = 0; i < 20; i++) {
      rows.removeUpTo(Long.MAX_VALUE);
      assertHolds(rows, Map.of());
    }
  }

  @Test
  void anyNumberIsAKey() {
    GatheredRows rows = new GatheredRows(RowKey.NUMBER, COLUMNS);
    Map<List<Long>, long[]> expected = new HashMap<>();
    for (long key : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -1L << 32}) {
      int at = rows.countersAt(HOUR, key);
      rows.words()[at] = 7;
      expected.put(List.of(HOUR, key), new long[] {7, 0, 0});
    }
    assertHolds(rows, expected);
  }

  @Test
  void whereThereIsOneRowOnlyTheKeyDoesNotMatter() {
    GatheredRows rows = new GatheredRows(RowKey.SINGLE, COLUMNS);
    assertThat(rows.size()).isZero();
    rows.words()[rows.countersAt(HOUR, 0) + 2] += 5;
    rows.words()[rows.countersAt(HOUR, 9) + 2] += 5;
    rows.words()[rows.countersAt(2 * HOUR, 9) + 2] += 1;
    assertHolds(
        rows,
        Map.of(
            List.of(HOUR, 0L), new long[] {0, 0, 10}, List.of(2 * HOUR, 0L), new long[] {0, 0, 1}));
  }
}
