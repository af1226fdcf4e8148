package io.shopfunnel.ledger;

import static io.shopfunnel.funnel.TestingEvents.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.Tables;
import io.shopfunnel.table.Texts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users who have left: nothing but their image is kept, and what follows from it is the same. */
class RestTest {
  private static final long START = at("00:00");
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long NEEDED = 20 * DAY;

  /** Notes what it knows of the user's events before each. */
  private static final class Counter implements UserPart {
    final List<Long> known = new ArrayList<>();

    @Override
    public int words() {
      return 2;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      known.add(words[at]++);
      words[at + 1] = event.time();
    }

    @Override
    public long expiry(long[] words, int at) {
      return words[at] == 0 ? Long.MIN_VALUE : words[at + 1] + NEEDED;
    }
  }

  private static final class Nothing implements Arrivals {
    @Override
    public void accepted(LedgerEvent event) {}

    @Override
    public void duplicate(LedgerEvent event) {
      throw new AssertionError("no event comes twice");
    }
  }

  private final Counter counter = new Counter();
  private final Tables tables = new Tables(List.of(), new Texts());
  private final LedgerWorker worker = TestingLedgers.worker(counter, tables, new Nothing());
  private UserLedgers ledgers = UserLedgers.start(Long.MIN_VALUE, tables.texts());
  private long watermark = Long.MIN_VALUE;
  private int row;

  private void event(long user, long time) {
    TestingLedgers.add(
        worker,
        ledgers,
        List.of(TestingEvents.event(time, EventType.VIEW, user, "s", 1, null, null, 1, ++row)),
        watermark);
  }

  private void advance(long reached) {
    worker.advance(ledgers, watermark, reached);
    watermark = reached;
  }

  private boolean isAtRest(long user) {
    return UserIndex.isAtRest(ledgers.users().find(user));
  }

  private void writeAndReadBack() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ledgers.write(new DataOutputStream(bytes));
    ledgers = UserLedgers.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    worker.adopt(ledgers);
  }

  @Test
  void aUserRestsWhenNoLateEventCanComeBeforeTheLastOne() {
    event(1, START);
    advance(START + HOUR - 1);
    assertThat(isAtRest(1)).isFalse();
    advance(START + 3 * HOUR);
    assertThat(isAtRest(1)).isTrue();
    assertThat(ledgers.size()).isEqualTo(1);
  }

  @Test
  void whoComesBackIsKnown() throws IOException {
    event(1, START);
    advance(START + 3 * HOUR);
    UserLedgers copy = ledgers.copy();
    event(1, START + 4 * HOUR);
    assertThat(isAtRest(1)).isFalse();
    advance(START + 8 * HOUR);
    assertThat(isAtRest(1)).isTrue();
    writeAndReadBack();
    event(1, START + 9 * HOUR);
    advance(START + 12 * HOUR);
    assertThat(counter.known).containsExactly(0L, 1L, 2L);

    assertThat(UserIndex.isAtRest(copy.users().find(1))).as("in the copy").isTrue();
  }

  @Test
  void whoRestsIsForgottenWhenNoEventCanNeedTheImage() throws IOException {
    event(1, START);
    event(2, START + 5 * HOUR);
    advance(START + DAY);
    assertThat(isAtRest(1)).isTrue();
    assertThat(isAtRest(2)).isTrue();
    writeAndReadBack();
    advance(START + NEEDED + HOUR - 1);
    assertThat(ledgers.size()).isEqualTo(2);
    advance(START + NEEDED + HOUR);
    assertThat(ledgers.size()).isEqualTo(1);
    assertThat(ledgers.users().find(1)).isEqualTo(Arena.NONE);
    // All are looked at once a day at most.
    advance(START + NEEDED + HOUR + DAY);
    assertThat(ledgers.size()).isZero();
  }

  @Test
  void whatAnotherVersionWroteIsRefused() {
    DataInputStream other = new DataInputStream(new ByteArrayInputStream(new byte[64]));
    assertThatThrownBy(() -> UserLedgers.read(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another version of the job");
  }

  @Test
  void whoIsSoonForgottenStaysOnTheAgenda() {
    event(1, START);
    advance(START + NEEDED - HOUR);
    assertThat(ledgers.size()).isEqualTo(1);
    assertThat(isAtRest(1)).isFalse();
    advance(START + NEEDED + HOUR);
    assertThat(ledgers.size()).isZero();
  }

  @Test
  void atTheEndOfTheInputAllAreForgotten() {
    for (long user = 1; user <= 100; user++) {
      event(user, START + user);
    }
    advance(START + 3 * HOUR);
    assertThat(isAtRest(100)).isTrue();
    advance(Long.MAX_VALUE);
    assertThat(ledgers.size()).isZero();
  }
}
