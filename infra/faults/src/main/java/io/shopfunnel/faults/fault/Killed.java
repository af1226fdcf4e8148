package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Role;
import java.time.Instant;

/** A process ends as by {@code kill -9}; the stack's supervisor starts it again. */
record Killed(Role role) implements Fault {
  @Override
  public String name() {
    return role.id() + "-killed";
  }

  @Override
  public String title() {
    return "kill -9 of the " + role.words();
  }

  @Override
  public Instant strike(Scene scene) {
    scene.cluster().kill(role.of(scene.cluster()));
    return Instant.now();
  }
}
