package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.FaultsException;
import io.shopfunnel.faults.stage.Role;
import io.shopfunnel.faults.stage.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Checkpoints can neither be written nor read: where the job's folder was, there is a file. */
record StoreFails(Duration time) implements Fault {
  @Override
  public String name() {
    return "checkpoint-store-fails";
  }

  @Override
  public String title() {
    return "checkpoints can be neither written nor read for %d s".formatted(time.toSeconds());
  }

  @Override
  public Instant strike(Scene scene) {
    Path store = scene.cluster().checkpoints();
    try {
      Path away = Files.createDirectories(store.resolve("away"));
      List<Path> jobs = folders(store, away);
      whileNobodyWrites(
          scene.cluster(),
          () -> {
            for (Path job : jobs) {
              Files.move(job, away.resolve(job.getFileName()));
              Files.createFile(job);
            }
          });
      Waiting.pause(time);
      whileNobodyWrites(
          scene.cluster(),
          () -> {
            for (Path job : jobs) {
              Files.delete(job);
              Files.move(away.resolve(job.getFileName()), job);
            }
          });
      return Instant.now();
    } catch (IOException e) {
      throw new FaultsException("The checkpoints cannot be moved: " + e, e);
    }
  }

  /** Folder and file change places in two steps, between which Flink would make a new folder. */
  private static void whileNobodyWrites(Cluster cluster, Exchange exchange) throws IOException {
    List<Long> paused =
        Stream.of(Role.JOB_MANAGER, Role.TASK_MANAGER)
            .flatMap(role -> cluster.pause(role.of(cluster)).stream())
            .toList();
    try {
      exchange.run();
    } finally {
      paused.forEach(cluster::goOn);
    }
  }

  private interface Exchange {
    void run() throws IOException;
  }

  private static List<Path> folders(Path store, Path away) throws IOException {
    try (Stream<Path> all = Files.list(store)) {
      return all.filter(Files::isDirectory).filter(each -> !each.equals(away)).toList();
    }
  }
}
