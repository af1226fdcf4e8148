package io.shopfunnel.bench.scale;

/**
 * What is assumed of the machines, and how full they may be.
 *
 * @param cores of a task manager, each with a slot
 * @param heapBytes of a task manager
 * @param busy the share of its CPU that a task manager may use, so that it catches up after a fault
 * @param heapPerStateByte heap for each byte of a checkpoint: the state itself, what lies beside
 *     it, and room for the collector
 * @param partitionBytesPerSecond what a partition may take, packed
 * @param replicas of the topic
 * @param checkpointSeconds from one checkpoint to the next
 * @param recentSeconds for how long each event is kept: disorder and allowed lateness together
 * @param recentEventBytes what a kept event takes
 * @param mostSubtasks how many subtasks the job can have
 */
public record Sizing(
    int cores,
    double heapBytes,
    double busy,
    double heapPerStateByte,
    double partitionBytesPerSecond,
    int replicas,
    double checkpointSeconds,
    double recentSeconds,
    double recentEventBytes,
    int mostSubtasks) {
  /** What docs/scale.md assumes. */
  public static final Sizing DEFAULT = new Sizing(4, 16e9, 0.6, 3, 10e6, 3, 30, 3660, 64, 128);

  /** The same on other task managers. */
  public Sizing on(int otherCores, double otherHeapBytes) {
    return new Sizing(
        otherCores,
        otherHeapBytes,
        busy,
        heapPerStateByte,
        partitionBytesPerSecond,
        replicas,
        checkpointSeconds,
        recentSeconds,
        recentEventBytes,
        mostSubtasks);
  }
}
