package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Replay;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** The replayer is killed as by {@code kill -9}, at whatever row it is, and started again. */
record ReplayerKilled() implements Fault {
  @Override
  public String name() {
    return "replayer-killed";
  }

  @Override
  public String title() {
    return "kill -9 of the replayer, and the same command again";
  }

  @Override
  public Set<Course> courses() {
    return EnumSet.of(Course.LIVE);
  }

  @Override
  public Instant strike(Scene scene) {
    Replay replay = scene.replay().orElseThrow();
    replay.kill();
    replay.startAgain();
    return Instant.now();
  }
}
