package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIndexTest {
  private final Arena arena = new Arena();
  private UserIndex users = new UserIndex(arena);

  private int add(long userId) {
    int row = UserRow.create(arena, userId);
    users.add(userId, row);
    return row;
  }

  @Test
  void nobodyIsFoundInAnEmptyOne() {
    assertThat(users.find(0)).isEqualTo(Arena.NONE);
    assertThat(users.size()).isZero();
    assertThat(users.all()).isEmpty();
  }

  @Test
  void anyIdIsAnId() {
    List<Long> ids = List.of(0L, -1L, 1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 1L << 63 >>> 1);
    List<Long> distinct = ids.stream().distinct().toList();
    Map<Long, Integer> rows = new HashMap<>();
    distinct.forEach(id -> rows.put(id, add(id)));
    rows.forEach((id, row) -> assertThat(users.find(id)).isEqualTo(row));
    assertThat(users.find(2)).isEqualTo(Arena.NONE);
  }

  /** Beside a map, with so few ids that each comes and goes, and so many that the table grows. */
  @ParameterizedTest
  @ValueSource(ints = {3, 12, 300, 20_000})
  void itFindsWhatAMapWouldFind(int ids) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(ids);
    Map<Long, Integer> expected = new HashMap<>();
    for (int step = 0; step < 60_000; step++) {
      // Ids in a row, and such that differ in their upper half only.
      long id = random.nextInt(ids);
      id = id % 3 == 0 ? id << 32 : id % 3 == 1 ? -id : id;
      assertThat(users.find(id)).isEqualTo(expected.getOrDefault(id, Arena.NONE));
      if (expected.containsKey(id)) {
        int row = expected.remove(id);
        users.remove(id);
        arena.free(row, UserRow.WORDS);
      } else {
        expected.put(id, add(id));
      }
      assertThat(users.size()).isEqualTo(expected.size());
      if (random.nextInt(10_000) == 0) {
        users = readBack(users);
      }
    }
    expected.forEach((id, row) -> assertThat(users.find(id)).isEqualTo(row));
    assertThat(IntStream.of(users.all()).boxed())
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  private UserIndex readBack(UserIndex index) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    index.write(new WordOutput(new DataOutputStream(bytes)));
    return UserIndex.read(
        arena, new WordInput(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
  }

  /** Of whom only an image is left, which begins with the user's id too. */
  @Test
  void aUserAtRestIsFoundByTheImage() {
    for (long user = 0; user < 1_000; user++) {
      int row = add(user);
      if (user % 2 == 0) {
        users.replace(user, row, UserIndex.atRest(row));
      }
    }
    for (long user = 0; user < 1_000; user++) {
      int found = users.find(user);
      assertThat(UserIndex.isAtRest(found)).isEqualTo(user % 2 == 0);
      assertThat(UserRow.userId(arena, UserIndex.image(found))).isEqualTo(user);
      users.remove(user);
    }
    assertThat(users.size()).isZero();
  }

  @Test
  void aCopyGoesItsOwnWay() {
    int first = add(1);
    Arena copiedArena = arena.copy();
    UserIndex copy = users.copy(copiedArena);
    int second = add(2);
    users.remove(1);
    assertThat(users.find(1)).isEqualTo(Arena.NONE);
    assertThat(users.find(2)).isEqualTo(second);
    assertThat(copy.find(1)).isEqualTo(first);
    assertThat(copy.find(2)).isEqualTo(Arena.NONE);
    assertThat(copy.size()).isEqualTo(1);
  }

  /** At most two thirds of the places are taken, and at least a third. */
  @Test
  void aUserCostsSixToTwelveBytes() {
    for (long user = 0; user < 100_000; user++) {
      add(user);
    }
    assertThat(users.bytes()).isBetween(100_000L * 4, 100_000L * 12);
  }
}
