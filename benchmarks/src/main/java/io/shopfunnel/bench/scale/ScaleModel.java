package io.shopfunnel.bench.scale;

/** Computes what a shop takes from what an event, a user and a point cost. */
public final class ScaleModel {
  private static final double MICROS = 1e6;
  private static final int SECONDS_PER_HOUR = 3600;

  private final Costs costs;
  private final Sizing sizing;

  /** A model of these costs, on machines like these. */
  public ScaleModel(Costs costs, Sizing sizing) {
    this.costs = costs;
    this.sizing = sizing;
  }

  /** Cores of task managers that so many events a second keep busy. */
  public double jobCores(double eventsPerSecond) {
    return eventsPerSecond * costs.jobMicros() / MICROS;
  }

  /** Cores of brokers for taking and handing out. */
  public double brokerCores(double eventsPerSecond) {
    return eventsPerSecond * (costs.brokerWriteMicros() + costs.brokerReadMicros()) / MICROS;
  }

  /** Bytes a second from producers to the leaders, packed. */
  public double producedBytes(double eventsPerSecond) {
    return eventsPerSecond * costs.storedBytes();
  }

  /** Bytes a second between brokers, packed. */
  public double replicatedBytes(double eventsPerSecond) {
    return producedBytes(eventsPerSecond) * (sizing.replicas() - 1);
  }

  /** Bytes a second between the job's operators. */
  public double shuffledBytes(double eventsPerSecond) {
    return eventsPerSecond * costs.shuffleBytes();
  }

  /** Bytes of the topic for a day, all replicas. */
  public double storedBytesPerDay(double eventsPerSecond) {
    return producedBytes(eventsPerSecond) * sizing.replicas() * 24 * SECONDS_PER_HOUR;
  }

  /** Task managers for the CPU that so many events a second take. */
  public long taskManagersForEvents(double eventsPerSecond) {
    return ceil(jobCores(eventsPerSecond) / sizing.busy() / sizing.cores());
  }

  /** Task managers for the memory that users of a day and recent events take. */
  public long taskManagersForState(double eventsPerSecond, double users) {
    return ceil(heapBytes(eventsPerSecond, users) / sizing.heapBytes());
  }

  /** Task managers for both. */
  public long taskManagers(double eventsPerSecond, double users) {
    return Math.max(
        taskManagersForEvents(eventsPerSecond), taskManagersForState(eventsPerSecond, users));
  }

  /**
   * Partitions: one for each slot at least, as a source without one would be idle, and so many that
   * none takes more than it may; then a multiple of the slots, so that all have equally many.
   */
  public long partitions(double eventsPerSecond, long taskManagers) {
    long slots = taskManagers * sizing.cores();
    long least = ceil(producedBytes(eventsPerSecond) / sizing.partitionBytesPerSecond());
    return slots * Math.max(1, ceil((double) least / slots));
  }

  /** Bytes of users, with their sessions. */
  public double userBytes(double users) {
    return users * costs.checkpointBytesPerUser();
  }

  /** Bytes of events that a late one may still come before. */
  public double recentBytes(double eventsPerSecond) {
    return eventsPerSecond * sizing.recentSeconds() * sizing.recentEventBytes();
  }

  /** Bytes of a checkpoint. */
  public double checkpointBytes(double eventsPerSecond, double users) {
    return userBytes(users) + recentBytes(eventsPerSecond);
  }

  /** Bytes a second to where checkpoints are kept: each is whole. */
  public double checkpointBytesPerSecond(double eventsPerSecond, double users) {
    return checkpointBytes(eventsPerSecond, users) / sizing.checkpointSeconds();
  }

  /** Bytes of heap of all task managers together. */
  public double heapBytes(double eventsPerSecond, double users) {
    return checkpointBytes(eventsPerSecond, users) * sizing.heapPerStateByte();
  }

  /** Points a second of a live job, as measured; it grows with windows and groups, not events. */
  public double pointsPerSecond() {
    return costs.pointsPerHour() / SECONDS_PER_HOUR;
  }

  /** Cores of InfluxDB for so many points a second. */
  public double influxCores(double pointsPerSecond) {
    return pointsPerSecond * costs.influxMicros() / MICROS;
  }

  /** The most points a second of a live job: all groups in all windows, written as often. */
  public double mostPointsPerSecond() {
    return PointBound.perHour() * costs.writesPerPoint() / SECONDS_PER_HOUR;
  }

  private static long ceil(double value) {
    // A hair above a whole number is that number: 0.6 and its like are not exact.
    return Math.max(1, (long) Math.ceil(value - 1e-9));
  }
}
