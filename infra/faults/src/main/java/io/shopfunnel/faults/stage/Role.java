package io.shopfunnel.faults.stage;

import java.util.function.Function;

/** Who is struck: a process by what it does now, and not by its number. */
public enum Role {
  /** Runs the job's work. */
  TASK_MANAGER("task-manager", "task manager", cluster -> "taskmanager"),
  /** Leads the job. */
  JOB_MANAGER("job-manager", "job manager", cluster -> "jobmanager"),
  /** A broker that is not the controller. */
  BROKER("broker", "broker", Cluster::broker),
  /** The broker that leads the others. */
  CONTROLLER("controller", "broker that is the controller", Cluster::controller),
  /** A ZooKeeper server that is not the leader. */
  ZOOKEEPER_FOLLOWER("zookeeper-follower", "ZooKeeper follower", c -> c.zooKeeper("follower")),
  /** The leader of the ensemble. */
  ZOOKEEPER_LEADER("zookeeper-leader", "ZooKeeper leader", c -> c.zooKeeper("leader")),
  /** Takes the points. */
  INFLUXDB("influxdb", "InfluxDB", cluster -> "influxdb");

  private final String id;
  private final String words;
  private final Function<Cluster, String> finder;

  Role(String id, String words, Function<Cluster, String> finder) {
    this.id = id;
    this.words = words;
    this.finder = finder;
  }

  /** For names on the command line. */
  public String id() {
    return id;
  }

  /** For tables. */
  public String words() {
    return words;
  }

  /** The service that has this role at the moment. */
  public String of(Cluster cluster) {
    return finder.apply(cluster);
  }
}
