package io.shopfunnel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final long START = 1_575_158_400_000L;

  private Arena arena = new Arena();
  private Agenda agenda = new Agenda(arena, Long.MIN_VALUE);
  private final Map<Integer, Integer> rows = new HashMap<>();
  private final Map<Integer, Integer> users = new HashMap<>();
  private final List<Integer> woken = new ArrayList<>();

  /** The row of a user, made when it is asked for. */
  private int row(int user) {
    int row = rows.computeIfAbsent(user, id -> UserRow.create(arena, id));
    users.put(row, user);
    return row;
  }

  private void put(int user, long time) {
    agenda.put(row(user), time);
  }

  private List<Integer> wake(long watermark) {
    woken.clear();
    agenda.wake(watermark, row -> woken.add(users.get(row)));
    return woken;
  }

  @Test
  void aUserIsWokenOnceByTheWatermarkThatReachesTheTime() {
    put(1, START + 5_000);
    assertThat(wake(START + 4_999)).isEmpty();
    assertThat(wake(START + 5_000)).containsExactly(1);
    assertThat(wake(START + 9_000)).isEmpty();
    assertThat(wake(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void theLastWordCounts() {
    put(1, START + 5_000);
    put(1, START + 2_000);
    put(1, START + 7_000);
    assertThat(wake(START + 6_000)).isEmpty();
    assertThat(wake(START + 7_000)).containsExactly(1);
  }

  @Test
  void whoIsTakenOffIsNotWoken() {
    put(1, START);
    put(2, START);
    put(3, START);
    agenda.remove(row(2));
    agenda.remove(row(2));
    assertThat(wake(Long.MAX_VALUE)).containsExactlyInAnyOrder(1, 3);
    agenda.remove(row(1));
    assertThat(wake(Long.MAX_VALUE)).isEmpty();
  }

  /** The first, one in the middle and the last of a slot are linked in different ways. */
  @Test
  void anyOfASlotCanBeTakenOff() {
    for (int taken = 1; taken <= 5; taken++) {
      for (int user = 1; user <= 5; user++) {
        put(user, START + taken * DAY);
      }
      agenda.remove(row(taken));
      assertThat(wake(START + taken * DAY)).hasSize(4).doesNotContain(taken);
    }
  }

  @Test
  void whatIsLateIsWokenByTheNextWatermark() {
    wake(START);
    put(1, START - DAY);
    put(2, Long.MIN_VALUE);
    assertThat(wake(START)).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void ofOneMinuteOnlyWhatIsDueIsWoken() {
    put(1, START + 1_000);
    put(2, START + 30_000);
    put(3, START + 59_999);
    put(4, START + MINUTE);
    assertThat(wake(START + 29_999)).containsExactly(1);
    assertThat(wake(START + 30_000)).containsExactly(2);
    assertThat(wake(START + 30_000)).isEmpty();
    assertThat(wake(START + MINUTE - 1)).containsExactly(3);
    assertThat(wake(START + MINUTE)).containsExactly(4);
  }

  @Test
  void whatLiesBeyondTheRingWaitsForItsTime() {
    put(1, START);
    put(2, START + 40 * DAY);
    put(3, START + 400 * DAY);
    assertThat(wake(START)).containsExactly(1);
    assertThat(wake(START + 40 * DAY - 1)).isEmpty();
    assertThat(wake(START + 40 * DAY)).containsExactly(2);
    assertThat(wake(Long.MAX_VALUE)).containsExactly(3);
  }

  /** The same where the watermark goes in small steps, around the ring and around again. */
  @Test
  void whatLiesBeyondTheRingWaitsThoughTheRingTurns() {
    wake(START);
    put(1, START + 9 * DAY + 1);
    for (long time = START; time < START + 9 * DAY; time += 7 * MINUTE + 1) {
      assertThat(wake(time)).isEmpty();
    }
    assertThat(wake(START + 9 * DAY)).isEmpty();
    assertThat(wake(START + 9 * DAY + 1)).containsExactly(1);
  }

  @Test
  void theEndOfTimeIsWokenByTheEndOfTheInputOnly() {
    put(1, Long.MAX_VALUE);
    put(2, Long.MAX_VALUE - 1);
    assertThat(wake(Long.MIN_VALUE)).isEmpty();
    assertThat(wake(START)).isEmpty();
    assertThat(wake(START + 10_000 * DAY)).isEmpty();
    assertThat(wake(Long.MAX_VALUE)).containsExactlyInAnyOrder(1, 2);
    put(3, Long.MAX_VALUE);
    assertThat(wake(Long.MAX_VALUE)).containsExactly(3);
  }

  @Test
  void theLeastWatermarkWakesWhatHasTheLeastTime() {
    put(1, Long.MIN_VALUE);
    put(2, Long.MIN_VALUE + 1);
    assertThat(wake(Long.MIN_VALUE)).containsExactly(1);
    assertThat(wake(Long.MIN_VALUE + 1)).containsExactly(2);
  }

  @Test
  void timesBeforeTheEpochAreTimesToo() {
    put(1, -1);
    put(2, -MINUTE);
    put(3, 0);
    assertThat(wake(-MINUTE - 1)).isEmpty();
    assertThat(wake(-MINUTE)).containsExactly(2);
    assertThat(wake(-1)).containsExactly(1);
    assertThat(wake(0)).containsExactly(3);
  }

  @Test
  void afterARestoreWhatIsDueBeforeTheFirstUserIsNotForgotten() {
    agenda = new Agenda(arena, START);
    put(1, START + DAY);
    put(2, START + 1);
    put(3, START);
    assertThat(wake(START)).containsExactly(3);
    assertThat(wake(START + 1)).containsExactly(2);
    assertThat(wake(START + DAY)).containsExactly(1);
  }

  @Test
  void anEarlierEventAfterTheFirstIsNotForgotten() {
    put(1, START + DAY);
    put(2, START);
    assertThat(wake(START - 1)).isEmpty();
    assertThat(wake(START)).containsExactly(2);
    assertThat(wake(START + DAY)).containsExactly(1);
  }

  /** Who is woken is put back for later, as a rule, while others are still being woken. */
  @Test
  void whoIsPutBackWhileOthersAreWokenIsWokenNextTime() {
    wake(START);
    for (int user = 1; user <= 200; user++) {
      put(user, START + user);
    }
    woken.clear();
    agenda.wake(
        START + 300,
        row -> {
          woken.add(users.get(row));
          agenda.put(row, START + 301 + users.get(row) % 2 * DAY);
        });
    assertThat(woken).hasSize(200).doesNotHaveDuplicates();
    assertThat(wake(START + 301)).hasSize(100).allMatch(user -> user % 2 == 0);
    assertThat(wake(START + 301 + DAY)).hasSize(100).allMatch(user -> user % 2 == 1);
  }

  /** Of a copy, and of what was read back, each goes its own way. */
  @Test
  void aCopyGoesItsOwnWay() throws IOException {
    put(1, START);
    put(2, START + 1);
    Arena copiedArena = arena.copy();
    Agenda copy = agenda.copy(copiedArena);
    assertThat(wake(START)).containsExactly(1);
    put(2, START + DAY);

    List<Integer> ofCopy = new ArrayList<>();
    copy.wake(START + 1, row -> ofCopy.add(users.get(row)));
    assertThat(ofCopy).containsExactlyInAnyOrder(1, 2);
    assertThat(wake(START + DAY)).containsExactly(2);
  }

  private void writeAndReadBack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WordOutput out = new WordOutput(new DataOutputStream(bytes));
    arena.write(out);
    agenda.write(out);
    WordInput in =
        new WordInput(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    arena = Arena.read(in);
    agenda = Agenda.read(arena, in);
  }

  /** Beside the plainest agenda there is: look at all. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void itWakesWhatALookAtAllWouldWake(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<Integer, Long> expected = new HashMap<>();
    long watermark = START;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(3) > 0) {
        int user = random.nextInt(50);
        long wakeAt = watermark + random.nextLong(-2 * DAY, 1L << random.nextInt(10, 40));
        put(user, wakeAt);
        expected.put(user, wakeAt);
        assertThat(UserRow.wakeAt(arena, row(user))).isEqualTo(wakeAt);
      } else if (random.nextInt(10) == 0) {
        int user = random.nextInt(50);
        agenda.remove(row(user));
        expected.remove(user);
      } else {
        watermark += random.nextLong(1L << random.nextInt(1, 30));
        long now = watermark;
        List<Integer> due =
            expected.keySet().stream().filter(user -> expected.get(user) <= now).toList();
        assertThat(wake(watermark)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(due);
        expected.keySet().removeAll(due);
      }
      if (random.nextInt(1_000) == 0) {
        writeAndReadBack();
      }
    }
  }
}
