package io.shopfunnel.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.publish.TestingStatus;
import org.junit.jupiter.api.Test;

/** Without a terminal, as tests have none. */
class ReplayDisplayTest {
  private final TestingStatus replay = new TestingStatus(1_000);

  @Test
  void timeLeftFollowsFromTheShareRead() {
    ReplayDisplay display = new ReplayDisplay(replay.status(), 1, false);
    replay.readTo(250);
    assertThat(display.line(20)).contains(", 25.0%, 0:01:00 left, 0 bad rows");
  }

  @Test
  void plainLinesComeEveryTenSeconds() {
    ReplayDisplay display = new ReplayDisplay(replay.status(), 1, false);
    assertThat(display.line(1)).isNotEmpty();
    assertThat(display.line(10.5)).isEmpty();
    assertThat(display.line(11)).isNotEmpty();
  }

  @Test
  void timeLeftIsThatOfTheRound() {
    ReplayDisplay display = new ReplayDisplay(replay.status(), 2, false);
    replay.readTo(500);
    assertThat(display.line(100)).contains(", round 1 of 2, 50.0% of it, 0:01:40 left");
    replay.beginRound(1);
    assertThat(display.line(105)).isEmpty();
    replay.readTo(250);
    assertThat(display.line(115)).contains(", round 2 of 2, 25.0% of it, 0:00:30 left");
  }

  @Test
  void roundsWithoutEndAreCounted() {
    ReplayDisplay display = new ReplayDisplay(replay.status(), 0, false);
    assertThat(display.line(1)).contains(", round 1, 0.0% of it, 0 bad rows");
  }
}
