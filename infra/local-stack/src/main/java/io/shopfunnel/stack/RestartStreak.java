package io.shopfunnel.stack;

import java.time.Duration;
import java.time.Instant;

/**
 * How a service that keeps dying is borne: each time it is left alone for twice as long, and at
 * last it is given up. One that has lived for a minute is as good as new.
 *
 * @param length how often it has been started again without having lived for a minute
 * @param since when it was last started, or first seen
 */
record RestartStreak(int length, Instant since) {
  /** So many starts in a row that did not last a minute are enough. */
  static final int MOST = 10;

  private static final Duration SOUND = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** The streak of a service that runs, or ought to. */
  static RestartStreak begin(Instant now) {
    return new RestartStreak(0, now);
  }

  /** The same at its death: a long life ends the streak. */
  RestartStreak ended(Instant death) {
    boolean sound = Duration.between(since, death).compareTo(SOUND) >= 0;
    return sound ? new RestartStreak(0, since) : this;
  }

  /** How long it is left alone before it is started again. */
  Duration pause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << length);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Whether it has been tried often enough. */
  boolean isHopeless() {
    return length >= MOST;
  }

  /** The streak after one more start. */
  RestartStreak startedAgain(Instant now) {
    return new RestartStreak(length + 1, now);
  }
}
