package io.shopfunnel.replayer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventClockTest {
  @Test
  void eventsBehindAGreaterTimeAreCounted() {
    EventClock clock = new EventClock();
    for (long time : new long[] {1_000, 5_000, 5_000, 2_000, 4_000, 6_000}) {
      clock.see(time);
    }
    assertThat(clock.now()).isEqualTo(6_000);
    assertThat(clock.outOfOrder()).isEqualTo(2);
    assertThat(clock.furthestBehind()).isEqualTo(3_000);
  }
}
