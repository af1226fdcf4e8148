package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.Disks;
import io.shopfunnel.faults.stage.Role;
import io.shopfunnel.faults.stage.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * No byte is left on a disk for a while.
 *
 * @param name of the kind
 * @param whose what lies there, for the table
 * @param folder on that disk
 * @param startedAgain what has to be, once there is room: a shard of InfluxDB that has met a full
 *     disk takes no more writes before (influxdata/influxdb, issue 24460)
 */
record DiskFull(
    String name,
    String whose,
    Function<Cluster, Path> folder,
    Duration time,
    List<Role> startedAgain)
    implements Fault {
  @Override
  public String title() {
    String what = "disk full under %s for %d s".formatted(whose, time.toSeconds());
    return startedAgain.isEmpty() ? what : what + ", which is then started again";
  }

  @Override
  public Optional<String> impediment(Cluster cluster) {
    return cluster.disks().areMounted()
        ? Optional.empty()
        : Optional.of("a disk of its own takes a tmpfs, which only root may mount");
  }

  @Override
  public Instant strike(Scene scene) {
    Path disk = folder.apply(scene.cluster());
    Disks.fill(disk);
    try {
      Waiting.pause(time);
    } finally {
      Disks.clear(disk);
    }
    startedAgain.forEach(role -> scene.cluster().kill(role.of(scene.cluster())));
    return Instant.now();
  }
}
