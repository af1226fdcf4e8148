package io.shopfunnel.faults.round;

import java.time.Duration;
import java.time.Instant;

/**
 * When a fault fell, and what followed.
 *
 * @param struck when it fell
 * @param over when its cause was gone
 * @param recovered when a checkpoint was complete that was begun later, or the job had ended
 */
record Strike(Instant struck, Instant over, Instant recovered) {
  private static final double MILLIS = 1_000;

  double outageSeconds() {
    return Duration.between(struck, over).toMillis() / MILLIS;
  }

  double recoverySeconds() {
    return Duration.between(over, recovered).toMillis() / MILLIS;
  }
}
