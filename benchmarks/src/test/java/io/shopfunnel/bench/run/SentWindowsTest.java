package io.shopfunnel.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SentWindowsTest {
  private static final long START = 600_000;

  private final SentWindows windows = new SentWindows(START, Duration.ofSeconds(60), 2);

  /** At a second from the start, by a clock that shows the same. */
  private void send(int partition, int second) {
    windows.sending(partition, START + second * 1_000L, second);
  }

  @Test
  void aMinuteIsAllowedSinceTheLastPartitionWentBeyondItsEndAndTheBound() {
    send(0, 5);
    send(1, 59);
    send(0, 120);
    send(1, 119);
    assertThat(windows.allowedAfter(0)).isEmpty();
    send(1, 121);
    assertThat(windows.allowedAfter(0)).containsExactly(new SentWindows.Allowed(START, 2, 121));
    assertThat(windows.allowedAfter(1)).isEmpty();
  }

  @Test
  void oneEventMayAllowManyMinutes() {
    send(0, 1);
    send(0, 300);
    send(1, 240);
    assertThat(windows.allowedAfter(0))
        .containsExactly(
            new SentWindows.Allowed(START, 1, 240),
            new SentWindows.Allowed(START + 60_000, 0, 240),
            new SentWindows.Allowed(START + 120_000, 0, 240));
  }
}
