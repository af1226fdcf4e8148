package io.shopfunnel.replayer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  private final TestingNanoClock clock = new TestingNanoClock();

  @Test
  void sixtyTimesMeansAMinuteASecond() {
    Pacer pacer = new Pacer(Pace.ofSpeed("60x"), clock);
    clock.advance(5 * SECOND);
    assertThat(pacer.dueAt(1_000_000)).isEqualTo(5 * SECOND);
    assertThat(pacer.dueAt(1_060_000)).isEqualTo(6 * SECOND);
    assertThat(pacer.dueAt(1_060_000)).isEqualTo(6 * SECOND);
    assertThat(pacer.dueAt(1_090_000)).isEqualTo(6 * SECOND + SECOND / 2);
  }

  @Test
  void aRateSpreadsEventsEvenlyWhateverTheirTimes() {
    Pacer pacer = new Pacer(Pace.ofRate("4/s"), clock);
    assertThat(pacer.dueAt(0)).isZero();
    assertThat(pacer.dueAt(0)).isEqualTo(SECOND / 4);
    assertThat(pacer.dueAt(99_999)).isEqualTo(SECOND / 2);
  }

  @Test
  void atMaximumNothingWaits() {
    Pacer pacer = new Pacer(Pace.ofSpeed("max"), clock);
    assertThat(pacer.waits()).isFalse();
    clock.advance(7);
    assertThat(pacer.dueAt(123_456_789)).isEqualTo(7);
  }

  @Test
  void lagCountsFromTheIntendedTimeSoAStallShowsInAllEventsBehindIt() {
    Pacer pacer = new Pacer(Pace.ofSpeed("1x"), clock);
    long first = pacer.dueAt(0);
    long second = pacer.dueAt(1_000);
    long third = pacer.dueAt(2_000);
    pacer.sent(first);
    assertThat(pacer.lagNanos()).isZero();
    clock.advance(10 * SECOND);
    pacer.sent(second);
    assertThat(pacer.lagNanos()).isEqualTo(9 * SECOND);
    pacer.sent(third);
    assertThat(pacer.lagNanos()).isEqualTo(8 * SECOND);
  }

  @Test
  void aPaceThatIsNoneIsRefusedInASentence() {
    assertThatThrownBy(() -> Pace.ofSpeed("fast"))
        .hasMessage("--speed is max or a factor such as 60x, not 'fast'.");
    assertThatThrownBy(() -> Pace.ofSpeed("0x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Pace.ofRate("-5"))
        .hasMessage("--rate is a number of events such as 5000/s, not '-5'.");
  }
}
