package io.shopfunnel.faults.fault;

import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.InfluxProxy.Trouble;
import io.shopfunnel.faults.stage.InfluxProxy.Write;
import io.shopfunnel.faults.stage.Role;
import io.shopfunnel.faults.stage.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of fault, a line each. */
public final class Faults {
  private static final Duration BURST = Duration.ofSeconds(3);
  // Flink's heartbeat is missed after 10 s, its session in ZooKeeper over after 10 s.
  private static final Duration BEYOND_FLINK = Duration.ofSeconds(15);
  // A broker's session is over after 6 s, a follower is given up after 10 s.
  private static final Duration BEYOND_ZOOKEEPER = Duration.ofSeconds(12);
  // The job gives a request up after 60 s.
  private static final Duration BEYOND_REQUEST = Duration.ofSeconds(65);

  private static final List<Fault> ALL =
      List.of(
          new Killed(Role.TASK_MANAGER),
          new Killed(Role.JOB_MANAGER),
          new Killed(Role.BROKER),
          new Killed(Role.CONTROLLER),
          new Killed(Role.ZOOKEEPER_FOLLOWER),
          new Killed(Role.ZOOKEEPER_LEADER),
          new Killed(Role.INFLUXDB),
          new Paused(Role.TASK_MANAGER, BEYOND_FLINK),
          new Paused(Role.JOB_MANAGER, BEYOND_FLINK),
          new Paused(Role.BROKER, BEYOND_ZOOKEEPER),
          new Paused(Role.CONTROLLER, BEYOND_ZOOKEEPER),
          new Paused(Role.ZOOKEEPER_FOLLOWER, BEYOND_ZOOKEEPER),
          new Paused(Role.ZOOKEEPER_LEADER, BEYOND_ZOOKEEPER),
          new Paused(Role.INFLUXDB, BEYOND_REQUEST),
          new QuorumDown(Duration.ofSeconds(60)),
          new InfluxDown(Duration.ofMinutes(5)),
          trouble("influxdb-unavailable", "InfluxDB answers 503", Faults::unavailable),
          trouble(
              "influxdb-answer-lost",
              "a write takes effect, its answer is lost",
              Write::takeEffect),
          trouble("influxdb-half-written", "half of a write takes effect, then 500", Faults::half),
          trouble("influxdb-slow", "InfluxDB answers a second late", Faults::late),
          new InfluxTrouble(
              "influxdb-times-out",
              "a write takes effect, its answer does not come within the job's 60 s",
              Faults::silent,
              1,
              BEYOND_REQUEST),
          new DiskFull(
              "influxdb-disk-full",
              "InfluxDB",
              Cluster::influxData,
              Duration.ofSeconds(10),
              List.of(Role.INFLUXDB)),
          new DiskFull(
              "checkpoint-disk-full",
              "the checkpoints",
              Cluster::checkpoints,
              Duration.ofSeconds(10),
              List.of()),
          new StoreFails(Duration.ofSeconds(10)),
          new Poison(300, Duration.ofSeconds(6)),
          new Arrival(
              "one-partition-idle",
              "one of six partitions never brings an event",
              Input.ONE_PARTITION_IDLE,
              Map.of("--idleness", "5s"),
              List.of(),
              false),
          new Arrival(
              "skewed-by-a-day",
              "half the partitions are 24 h of event time behind the others",
              Input.SKEWED_BY_A_DAY,
              Map.of(),
              List.of(),
              false),
          new Arrival(
              "disorder-and-duplicates",
              "events up to 30 s out of order, 0.1 % of them twice",
              Input.WHOLE,
              Map.of(),
              List.of("--disorder", "30s", "--duplicate", "0.1%"),
              true),
          new Rescaled(),
          new ReplayerKilled(),
          new TwoAtOnce(
              List.of(
                  new Killed(Role.TASK_MANAGER),
                  new Killed(Role.JOB_MANAGER),
                  new Killed(Role.BROKER),
                  new Killed(Role.CONTROLLER),
                  new Killed(Role.ZOOKEEPER_FOLLOWER),
                  new Killed(Role.ZOOKEEPER_LEADER),
                  new Killed(Role.INFLUXDB),
                  new Paused(Role.TASK_MANAGER, BEYOND_FLINK),
                  new Paused(Role.BROKER, BEYOND_ZOOKEEPER))));

  private Faults() {}

  /** All of them, in the order of the table. */
  public static List<Fault> all() {
    return ALL;
  }

  /** The one of this name. */
  public static Optional<Fault> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Their names, with commas between. */
  public static String names() {
    return ALL.stream().map(Fault::name).collect(Collectors.joining(", "));
  }

  private static Fault trouble(String name, String what, Trouble how) {
    String title = "%s, in 3 bursts of %d s".formatted(what, BURST.toSeconds());
    return new InfluxTrouble(name, title, how, 3, BURST);
  }

  private static void unavailable(Write write) throws IOException {
    write.refuse(503, "timeout");
  }

  private static void half(Write write) throws IOException, InterruptedException {
    write.takeHalf();
    write.refuse(500, "engine: error writing WAL entry");
  }

  private static void late(Write write) throws IOException, InterruptedException {
    Waiting.pause(Duration.ofSeconds(1));
    write.passOn();
  }

  private static void silent(Write write) throws IOException, InterruptedException {
    write.takeEffect();
    Waiting.pause(BEYOND_REQUEST);
  }
}
