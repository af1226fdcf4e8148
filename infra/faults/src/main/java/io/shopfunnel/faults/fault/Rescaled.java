package io.shopfunnel.faults.fault;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** The job is stopped with a savepoint and goes on at parallelism 1, and once more at 2. */
record Rescaled() implements Fault {
  @Override
  public String name() {
    return "rescaled";
  }

  @Override
  public String title() {
    return "stopped with a savepoint, on at parallelism 1, stopped, on at 2";
  }

  @Override
  public Set<Course> courses() {
    return EnumSet.of(Course.LIVE);
  }

  @Override
  public Instant strike(Scene scene) {
    scene.job().rescale(1);
    scene.job().awaitUnderWay(() -> {});
    scene.job().rescale(2);
    return Instant.now();
  }
}
