package io.shopfunnel.replayer.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shopfunnel.replayer.schedule.TestingNanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final TestingNanoClock clock = new TestingNanoClock();
  private final Patience patience = new Patience(clock, Duration.ofSeconds(5));
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void whatIsThereIsNotWaitedFor() throws Exception {
    assertThat(patience.look(looks::incrementAndGet, seen -> true)).isEqualTo(1);
    assertThat(clock.nanos()).isZero();
  }

  @Test
  void whatComesWithinTheTimeIsSeen() throws Exception {
    assertThat(patience.look(looks::incrementAndGet, seen -> seen == 7)).isEqualTo(7);
  }

  @Test
  void whatStaysAwayEndsThePatience() throws Exception {
    int last = patience.look(looks::incrementAndGet, seen -> false);
    assertThat(last).isEqualTo(looks.get()).isGreaterThan(1);
    assertThat(Duration.ofNanos(clock.nanos())).isEqualTo(Duration.ofSeconds(5));
  }

  private int failTwiceWith(RuntimeException failure) {
    if (looks.incrementAndGet() <= 2) {
      throw failure;
    }
    return looks.get();
  }

  @Test
  void aFailureThatPassesIsWaitedFor() throws Exception {
    RuntimeException failure = new IllegalStateException();
    assertThat(patience.insist(() -> failTwiceWith(failure), any -> true)).isEqualTo(3);
  }

  @Test
  void aFailureThatStaysOrWillNotPassIsThrown() {
    RuntimeException failure = new IllegalStateException();
    assertThatThrownBy(() -> patience.insist(() -> failTwiceWith(failure), any -> false))
        .isSameAs(failure);
    assertThat(looks).hasValue(1);
    assertThatThrownBy(
            () ->
                patience.insist(
                    () -> {
                      throw failure;
                    },
                    any -> true))
        .isSameAs(failure);
  }
}
