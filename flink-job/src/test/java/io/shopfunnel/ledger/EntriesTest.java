package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.FunnelProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few rows are looked at one by one, many are found through {@link RowIndex}: to the same end. */
class EntriesTest {
  private static final int WORDS = 4;
  private static final int MARK = 2;
  private static final int OWNER_AT = 58;

  private final Entries entries = new Entries(WORDS);
  private long marks;

  /** What stands in a row, by its number. */
  private record Row(int owner, long product, long mark) {}

  private final List<Row> expected = new ArrayList<>();

  private void add(int owner, long product) {
    int at = entries.add(owner, product);
    entries.words()[at] = (long) owner << OWNER_AT;
    entries.words()[at + MARK] = ++marks;
    expected.add(new Row(owner, product, marks));
    assertThat(FunnelProgress.owner(entries.words()[at])).isEqualTo(owner);
  }

  private void remove(int row) {
    entries.remove(row);
    Row last = expected.remove(expected.size() - 1);
    if (row < expected.size()) {
      expected.set(row, last);
    }
  }

  private List<Long> found(int owner, long product) {
    List<Long> found = new ArrayList<>();
    for (int row = entries.first(owner, product);
        row != Entries.NONE;
        row = entries.next(row, owner, product)) {
      found.add(entries.words()[entries.at(row) + MARK]);
    }
    return found;
  }

  private void assertFinds(int owner, long product) {
    assertThat(found(owner, product))
        .as("owner %d, product %d of %d rows", owner, product, expected.size())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream()
                .filter(row -> row.owner == owner && row.product == product)
                .map(Row::mark)
                .toList());
  }

  @Test
  void nothingIsFoundWhereThereIsNothing() {
    assertThat(entries.first(0, 0)).isEqualTo(Entries.NONE);
    assertThat(entries.size()).isZero();
  }

  @Test
  void aRowIsAddedWithZeros() {
    for (int round = 0; round < 2; round++) {
      for (int row = 0; row < 100; row++) {
        int at = entries.add(1, 7);
        for (int word = 0; word < WORDS; word++) {
          assertThat(entries.words()[at + word]).isZero();
          entries.words()[at + word] = -1;
        }
        assertThat(entries.product(row)).isEqualTo(7);
      }
      entries.clear();
    }
  }

  /** From the few to the many and back, at the border itself. */
  @Test
  void theBorderBetweenFewAndManyDoesNotShow() {
    for (int row = 0; row < 3 * RowIndex.FEW; row++) {
      add(row % 5, row % 7);
      for (int owner = 0; owner < 6; owner++) {
        for (long product = 0; product < 8; product++) {
          assertFinds(owner, product);
        }
      }
    }
    while (!expected.isEmpty()) {
      remove(expected.size() / 2);
      assertFinds(2, 3);
      assertFinds(4, 6);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void itFindsWhatALookAtAllWouldFind(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int user = 0; user < 60; user++) {
      entries.clear();
      expected.clear();
      int products = 1 + random.nextInt(400);
      int most = 1 + random.nextInt(user % 10 == 0 ? 2_000 : 60);
      for (int step = 0; step < 2 * most; step++) {
        int owner = random.nextInt(4);
        long product = random.nextInt(products) * (random.nextBoolean() ? 1 : 1L << 32);
        if (expected.size() < most && random.nextInt(10) > 0) {
          add(owner, product);
        } else if (!expected.isEmpty() && random.nextInt(20) == 0) {
          remove(random.nextInt(expected.size()));
        }
        assertFinds(owner, product);
      }
    }
  }

  /** Ledgers forget rows from the last to the first while they look at each. */
  @Test
  void rowsCanBeRemovedFromTheLastToTheFirst() {
    for (int row = 0; row < 1_000; row++) {
      add(row % 3, row % 100);
    }
    assertFinds(1, 1);
    for (int row = expected.size() - 1; row >= 0; row--) {
      if (expected.get(row).mark % 2 == 0) {
        remove(row);
      }
    }
    assertThat(expected).hasSize(500);
    for (int owner = 0; owner < 3; owner++) {
      for (long product = 0; product < 100; product++) {
        assertFinds(owner, product);
      }
    }
  }

  /** More rows than an index was made for: it is given up, and made anew when it is asked for. */
  @Test
  void anIndexThatBecomesTooSmallIsMadeAnew() {
    for (int row = 0; row <= RowIndex.FEW; row++) {
      add(0, row);
    }
    assertFinds(0, 3);
    for (int row = 0; row < 5_000; row++) {
      add(1, row);
    }
    for (int row = 0; row < 5_000; row += 7) {
      assertFinds(1, row);
    }
    assertFinds(0, 3);
  }
}
