package io.shopfunnel.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheredTableTest {
  private static final int COLUMNS = 3;

  private static void assertHolds(GatheredTable table, Map<Long, long[]> expected) {
    assertThat(table.rows()).isEqualTo(expected.size());
    for (int row = 0; row < table.rows(); row++) {
      long[] counters = expected.get(table.key(row));
      assertThat(counters).as("key %d", table.key(row)).isNotNull();
      int at = table.countersOf(row);
      for (int column = 0; column < COLUMNS; column++) {
        assertThat(table.words()[at + column]).isEqualTo(counters[column]);
      }
      assertThat(table.isZero(row))
          .isEqualTo(counters[0] == 0 && counters[1] == 0 && counters[2] == 0);
    }
  }

  /** Beside a map; the table is emptied and filled again, as slots do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 30, 5_000})
  void itHoldsWhatAMapWould(int keys) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(keys);
    GatheredTable table = new GatheredTable(RowKey.NUMBER, COLUMNS);
    for (int round = 0; round < 5; round++) {
      Map<Long, long[]> expected = new HashMap<>();
      for (int step = 0; step < 4 * keys + 10; step++) {
        long key = random.nextInt(keys);
        key = key % 3 == 0 ? key << 33 : key % 3 == 1 ? -key : key;
        int column = random.nextInt(COLUMNS);
        long number = random.nextInt(-2, 3);
        int at = table.countersAt(key);
        table.words()[at + column] += number;
        expected.computeIfAbsent(key, k -> new long[COLUMNS])[column] += number;
      }
      assertHolds(table, expected);
      table.clear();
      assertHolds(table, Map.of());
    }
  }

  @Test
  void anyNumberIsAKey() {
    GatheredTable table = new GatheredTable(RowKey.NUMBER, COLUMNS);
    Map<Long, long[]> expected = new HashMap<>();
    for (long key : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, -1L << 32}) {
      int at = table.countersAt(key);
      table.words()[at] = 7;
      expected.put(key, new long[] {7, 0, 0});
    }
    assertHolds(table, expected);
  }

  @Test
  void aTableOfOneRowHasOneWhateverTheKey() {
    GatheredTable table = new GatheredTable(RowKey.SINGLE, COLUMNS);
    assertThat(table.rows()).isZero();
    table.words()[table.countersAt(0) + 2] += 5;
    table.words()[table.countersAt(9) + 2] += 5;
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.words()[table.countersOf(0) + 2]).isEqualTo(10);
    table.clear();
    assertThat(table.rows()).isZero();
    assertThat(table.words()[table.countersAt(0) + 2]).isZero();
  }
}
