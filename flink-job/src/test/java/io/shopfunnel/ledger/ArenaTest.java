package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArenaTest {
  private static final int LONG_RUN = Arena.SEGMENT_WORDS + 1;

  private final Arena arena = new Arena();

  /** An arena, and what is to be in it. */
  private record Held(Arena arena, Map<Integer, long[]> runs) {
    void check(long seed) {
      runs.forEach(
          (address, run) ->
              assertThat(read(arena, address, run.length)).as("seed %d", seed).isEqualTo(run));
    }
  }

  private static void fill(Arena arena, int address, int words, long with) {
    Arrays.fill(
        arena.writable(address), Arena.offset(address), Arena.offset(address) + words, with);
  }

  private static long[] read(Arena arena, int address, int words) {
    int from = Arena.offset(address);
    return Arrays.copyOfRange(arena.readable(address), from, from + words);
  }

  private static long[] words(int count, long word) {
    long[] words = new long[count];
    Arrays.fill(words, word);
    return words;
  }

  @Test
  void runsDoNotOverlapAndNoneIsAtTheAddressOfNothing() {
    List<Integer> addresses = new ArrayList<>();
    for (int run = 0; run < 5_000; run++) {
      int words = 1 + run % 17;
      addresses.add(arena.allocate(words));
      fill(arena, addresses.get(run), words, run);
    }
    assertThat(addresses).doesNotContain(Arena.NONE).doesNotHaveDuplicates();
    for (int run = 0; run < addresses.size(); run++) {
      int words = 1 + run % 17;
      assertThat(read(arena, addresses.get(run), words)).isEqualTo(words(words, run));
    }
  }

  @Test
  void aFreedRunIsGivenOutAgainForTheSameRoom() {
    int eight = arena.allocate(8);
    int other = arena.allocate(8);
    int nine = arena.allocate(9);
    arena.free(eight, 8);
    arena.free(nine, 9);
    arena.free(other, 8);
    assertThat(arena.allocate(8)).isEqualTo(other);
    assertThat(arena.allocate(8)).isEqualTo(eight);
    assertThat(arena.allocate(10)).isEqualTo(nine);
    assertThat(arena.allocate(8)).isNotIn(eight, other, nine);
  }

  @Test
  void aRunTakesAQuarterMoreThanItNeedsAtMost() {
    for (int words = 1; words <= Arena.SEGMENT_WORDS; words++) {
      assertThat(Arena.room(words)).isBetween(words, words < 8 ? words + 1 : words + words / 4);
      assertThat(Arena.room(Arena.room(words))).isEqualTo(Arena.room(words));
    }
    assertThat(Arena.room(Arena.SEGMENT_WORDS)).isEqualTo(Arena.SEGMENT_WORDS);
    assertThat(Arena.room(LONG_RUN)).isEqualTo(LONG_RUN);
  }

  /** Whatever else was asked for meanwhile. */
  @Test
  void aLongFreedRunIsKeptForLongOnes() {
    int long0 = arena.allocate(200);
    arena.free(long0, 200);
    for (int run = 0; run < 10_000; run++) {
      arena.allocate(1 + run % 150);
    }
    assertThat(arena.allocate(210)).isEqualTo(long0);
  }

  @Test
  void linkedRunsAreFreedAtOnce() {
    int one = arena.allocate(8);
    int two = arena.allocate(8);
    int other = arena.allocate(8);
    arena.free(other, 8);
    arena.set(two + Arena.LINK, -1L << 32 | one);
    arena.freeLinked(two, one, 8);
    assertThat(List.of(arena.allocate(8), arena.allocate(8), arena.allocate(8)))
        .containsExactly(two, one, other);
    assertThat(arena.allocate(8)).isNotIn(one, two, other);
  }

  @Test
  void whatIsFreedAndAllocatedAgainTakesNoMoreRoom() {
    List<Integer> addresses = new ArrayList<>();
    for (int run = 0; run < 10_000; run++) {
      addresses.add(arena.allocate(10));
    }
    long words = arena.words();
    for (int round = 0; round < 10; round++) {
      addresses.forEach(address -> arena.free(address, 10));
      addresses.replaceAll(address -> arena.allocate(10));
    }
    assertThat(arena.words()).isEqualTo(words);
    assertThat(addresses).doesNotHaveDuplicates();
  }

  /** A run that does not fit into the rest of a segment leaves the rest to shorter ones. */
  @Test
  void theRestOfASegmentIsNotLost() {
    int first = arena.allocate(7_168);
    assertThat(Arena.offset(arena.allocate(1_024))).isZero();
    assertThat(List.of(arena.allocate(896), arena.allocate(112), arena.allocate(14)))
        .containsExactly(first + 7_168, first + 7_168 + 896, first + 7_168 + 896 + 112);
  }

  /** As the image of a user who comes again and again does. */
  @Test
  void runsThatGrowLeaveLittleBehind() {
    int runs = 1_000;
    int longest = 256;
    int[] addresses = new int[runs];
    for (int words = 1; words <= longest; words++) {
      for (int run = 0; run < runs; run++) {
        int grown = arena.allocate(words);
        if (words > 1) {
          arena.free(addresses[run], words - 1);
        }
        addresses[run] = grown;
      }
    }
    // The sizes up to 256; the sum of all lengths would be 32,896.
    assertThat(arena.words()).isBetween(256L * runs, 1_700L * runs);
  }

  @Test
  void aRunAsLongAsASegmentAndLongerOnesHoldWhatIsWritten() {
    int whole = arena.allocate(Arena.SEGMENT_WORDS);
    int longer = arena.allocate(LONG_RUN);
    int longest = arena.allocate(5 * Arena.SEGMENT_WORDS);
    int small = arena.allocate(3);
    fill(arena, whole, Arena.SEGMENT_WORDS, 1);
    fill(arena, longer, LONG_RUN, 2);
    fill(arena, longest, 5 * Arena.SEGMENT_WORDS, 3);
    fill(arena, small, 3, 4);
    assertThat(read(arena, whole, Arena.SEGMENT_WORDS)).containsOnly(1);
    assertThat(read(arena, longer, LONG_RUN)).containsOnly(2);
    assertThat(read(arena, longest, 5 * Arena.SEGMENT_WORDS)).containsOnly(3);
    assertThat(read(arena, small, 3)).containsOnly(4);
  }

  @Test
  void aLongRunThatIsFreedTakesNoRoomAndItsNumberIsUsedAgain() {
    long before = arena.words();
    for (int round = 0; round < 100; round++) {
      List<Integer> runs = new ArrayList<>();
      for (int run = 0; run < 5; run++) {
        runs.add(arena.allocate(LONG_RUN + run));
      }
      for (int run = 0; run < 5; run++) {
        arena.free(runs.get(run), LONG_RUN + run);
      }
      assertThat(arena.words()).isEqualTo(before);
      assertThat(runs).allMatch(address -> address < 7 * Arena.SEGMENT_WORDS);
    }
    // A common segment may take the number, too.
    int address = arena.allocate(Arena.SEGMENT_WORDS);
    fill(arena, address, Arena.SEGMENT_WORDS, 1);
    assertThat(read(arena, address, Arena.SEGMENT_WORDS)).containsOnly(1);
    assertThat(arena.words()).isEqualTo(before + Arena.SEGMENT_WORDS);
  }

  @Test
  void aCopyNeverChangesWithTheOriginalNorTheOtherWayRound() {
    int first = arena.allocate(4);
    int second = arena.allocate(LONG_RUN);
    fill(arena, first, 4, 1);
    fill(arena, second, LONG_RUN, 1);
    Arena copy = arena.copy();
    fill(arena, first, 4, 2);
    fill(copy, second, LONG_RUN, 3);
    assertThat(read(copy, first, 4)).containsOnly(1);
    assertThat(read(arena, second, LONG_RUN)).containsOnly(1);

    arena.set(first, 5);
    copy.set(first, 6);
    assertThat(arena.get(first)).isEqualTo(5);
    assertThat(copy.get(first)).isEqualTo(6);

    arena.free(second, LONG_RUN);
    assertThat(read(copy, second, LONG_RUN)).containsOnly(3);
  }

  @Test
  void aCopyCostsNothingUntilItIsWrittenTo() {
    int address = arena.allocate(4);
    Arena copy = arena.copy();
    assertThat(copy.readable(address)).isSameAs(arena.readable(address));
    long[] before = arena.readable(address);
    arena.set(address, 1);
    assertThat(arena.readable(address)).isNotSameAs(before);
    assertThat(copy.readable(address)).isSameAs(before);
  }

  /** Each of many copies beside plain arrays, while any of them is changed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void copiesAndWhatIsReadBackHoldWhatPlainArraysWould(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Held> all = new ArrayList<>();
    all.add(new Held(new Arena(), new HashMap<>()));
    for (int step = 0; step < 20_000; step++) {
      int index = random.nextInt(all.size());
      Held one = all.get(index);
      List<Integer> addresses = List.copyOf(one.runs.keySet());
      switch (random.nextInt(100)) {
        case 0 -> {
          Held copy = new Held(one.arena.copy(), cloned(one.runs));
          if (all.size() == 4) {
            all.set(random.nextInt(4), copy);
          } else {
            all.add(copy);
          }
        }
        case 1 -> all.set(index, new Held(readBack(one.arena), one.runs));
        default -> {
          if (addresses.isEmpty() || random.nextInt(5) < 3) {
            int words =
                random.nextInt(200) == 0 ? LONG_RUN + random.nextInt(100) : 1 + random.nextInt(90);
            int address = one.arena.allocate(words);
            assertThat(one.runs).doesNotContainKey(address);
            fill(one.arena, address, words, step);
            one.runs.put(address, words(words, step));
          } else {
            int address = addresses.get(random.nextInt(addresses.size()));
            long[] run = one.runs.get(address);
            if (random.nextBoolean()) {
              fill(one.arena, address, run.length, -step);
              Arrays.fill(run, -step);
            } else {
              one.arena.free(address, run.length);
              one.runs.remove(address);
            }
          }
        }
      }
      if (step % 500 == 0) {
        all.forEach(held -> held.check(seed));
      }
    }
  }

  @Test
  void whatASnapshotHasWrittenIsItsCopysOwnAndWhatWasReplacedIsRoom() throws IOException {
    int one = arena.allocate(Arena.SEGMENT_WORDS);
    int two = arena.allocate(Arena.SEGMENT_WORDS);
    arena.beginSnapshot();
    Arena copy = arena.copy();
    long[] ofOne = copy.readable(one);
    long[] ofTwo = copy.readable(two);
    copy.set(one, 1);
    bytes(arena);
    copy.settleSharing();
    copy.set(two, 2);
    assertThat(copy.readable(one)).isNotSameAs(ofOne);
    assertThat(copy.readable(two)).isSameAs(ofTwo);

    copy.beginSnapshot();
    Arena next = copy.copy();
    next.set(two, 3);
    assertThat(next.readable(two)).isSameAs(ofOne).startsWith(3);
    assertThat(copy.readable(two)).startsWith(2);
  }

  @Test
  void nothingIsWrittenToThatASecondSnapshotIsStillToWrite() throws IOException {
    int one = arena.allocate(Arena.SEGMENT_WORDS);
    arena.beginSnapshot();
    arena.beginSnapshot();
    Arena copy = arena.copy();
    bytes(arena);
    copy.settleSharing();
    copy.set(one, 1);
    assertThat(copy.readable(one)).isNotSameAs(arena.readable(one));
  }

  @Test
  void norWhatASnapshotBeforeItIsStillToWrite() throws IOException {
    int one = arena.allocate(Arena.SEGMENT_WORDS);
    arena.beginSnapshot();
    Arena copy = arena.copy();
    copy.beginSnapshot();
    Arena next = copy.copy();
    bytes(copy);
    next.settleSharing();
    next.set(one, 1);
    assertThat(next.readable(one)).isNotSameAs(arena.readable(one));
    bytes(arena);
    next.settleSharing();
    long[] own = next.readable(one);
    next.set(one, 2);
    assertThat(next.readable(one)).isSameAs(own);
  }

  /** As of a checkpoint that fails or expires. */
  @Test
  @Timeout(60)
  void aSnapshotThatIsGivenUpHoldsNothingUpForEver() {
    Arena original = new Arena();
    int one = original.allocate(Arena.SEGMENT_WORDS);
    original.beginSnapshot();
    Arena copy = original.copy();
    WeakReference<Arena> givenUp = new WeakReference<>(original);
    original = null;
    while (givenUp.get() != null) {
      System.gc();
    }
    copy.settleSharing();
    long[] before = copy.readable(one);
    copy.set(one, 1);
    assertThat(copy.readable(one)).isSameAs(before);
  }

  /** What goes on, beside snapshots of which some are written late, twice begun or given up. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void snapshotsHoldWhatThereWasWhenTheyWereBegun(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Held> begun = new ArrayList<>();
    Map<Integer, long[]> runs = new HashMap<>();
    Arena current = new Arena();
    for (int step = 0; step < 40_000; step++) {
      int kind = random.nextInt(200);
      if (kind == 0 && begun.size() < 3) {
        int times = 1 + random.nextInt(2);
        for (int time = 0; time < times; time++) {
          current.beginSnapshot();
          begun.add(new Held(current, cloned(runs)));
        }
        current = current.copy();
      } else if (kind < 4 && !begun.isEmpty()) {
        Held done = begun.remove(random.nextInt(begun.size()));
        done.check(seed);
        if (random.nextInt(10) > 0) {
          bytes(done.arena);
        }
      } else if (kind < 20) {
        current.settleSharing();
      } else if (runs.isEmpty() || kind < 100) {
        int words = random.nextInt(200) == 0 ? LONG_RUN : 1 + random.nextInt(2_000);
        int address = current.allocate(words);
        fill(current, address, words, step);
        runs.put(address, words(words, step));
      } else {
        List<Integer> addresses = List.copyOf(runs.keySet());
        int address = addresses.get(random.nextInt(addresses.size()));
        if (addresses.size() < 300 && random.nextBoolean()) {
          fill(current, address, runs.get(address).length, -step);
          Arrays.fill(runs.get(address), -step);
        } else {
          current.free(address, runs.remove(address).length);
        }
      }
    }
    new Held(current, runs).check(seed);
    begun.forEach(each -> each.check(seed));
  }

  private static Map<Integer, long[]> cloned(Map<Integer, long[]> runs) {
    Map<Integer, long[]> cloned = new HashMap<>();
    runs.forEach((address, run) -> cloned.put(address, run.clone()));
    return cloned;
  }

  private static byte[] bytes(Arena arena) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    arena.write(new WordOutput(new DataOutputStream(bytes)));
    return bytes.toByteArray();
  }

  private static Arena readBack(Arena arena) throws IOException {
    byte[] bytes = bytes(arena);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Arena read = Arena.read(new WordInput(in));
    assertThat(in.read()).as("more than was written").isEqualTo(-1);
    assertThat(bytes(read)).isEqualTo(bytes);
    return read;
  }
}
