package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two of the three ZooKeeper servers are down, so that there is no quorum. */
record QuorumDown(Duration time) implements Fault {
  @Override
  public String name() {
    return "zookeeper-quorum-down";
  }

  @Override
  public String title() {
    return "ZooKeeper's quorum down for %d s".formatted(time.toSeconds());
  }

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public Instant strike(Scene scene) {
    int stays = scene.random().nextInt(3);
    List<String> down =
        List.of("zookeeper-" + ((stays + 1) % 3 + 1), "zookeeper-" + ((stays + 2) % 3 + 1));
    down.forEach(scene.cluster()::takeDown);
    Waiting.pause(time);
    Instant over = Instant.now();
    down.forEach(scene.cluster()::bringUp);
    return over;
  }
}
