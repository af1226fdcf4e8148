package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Role;
import io.shopfunnel.faults.stage.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process stands still, as by {@code kill -STOP}, for longer than its peers wait for it.
 *
 * @param time how long: more than its heartbeat, session or time-out
 */
record Paused(Role role, Duration time) implements Fault {
  @Override
  public String name() {
    return role.id() + "-paused";
  }

  @Override
  public String title() {
    return "SIGSTOP of the %s for %d s".formatted(role.words(), time.toSeconds());
  }

  @Override
  public boolean isLong() {
    return time.toSeconds() >= 60;
  }

  @Override
  public Instant strike(Scene scene) {
    Optional<Long> paused = scene.cluster().pause(role.of(scene.cluster()));
    try {
      Waiting.pause(time);
    } finally {
      paused.ifPresent(scene.cluster()::goOn);
    }
    return Instant.now();
  }
}
