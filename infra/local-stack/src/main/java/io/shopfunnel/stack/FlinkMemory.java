package io.shopfunnel.stack;

import java.util.List;

/**
 * The task manager's memory, spelled out. Flink's start scripts compute these from one total; a
 * task manager that is started without them wants each part named.
 */
final class FlinkMemory {
  private static final int FRAMEWORK_HEAP_MB = 128;
  private static final int FRAMEWORK_OFF_HEAP_MB = 128;
  private static final int TASK_OFF_HEAP_MB = 128;
  private static final int NETWORK_MB = 192;
  // Only RocksDB and sorting use it; the state of this stack lies on the heap.
  private static final int MANAGED_MB = 64;
  private static final int METASPACE_MB = 256;
  private static final int OVERHEAD_MB = 256;

  private final int heapMb;

  FlinkMemory(int heapMb) {
    if (heapMb < 2 * FRAMEWORK_HEAP_MB) {
      throw new StackException(
          "A task manager heap of %d MB is too small: give it %d or more with --task-manager-heap."
              .formatted(heapMb, 2 * FRAMEWORK_HEAP_MB));
    }
    this.heapMb = heapMb;
  }

  List<String> jvmFlags() {
    return List.of(
        "-Xms%dm".formatted(heapMb),
        "-Xmx%dm".formatted(heapMb),
        // A backfill wants throughput, not short pauses: G1 takes half as much again
        // (performance.md).
        "-XX:+UseParallelGC",
        // The ledgers are looked up all over the heap, which larger pages ought to help; measured
        // within the noise so far (performance.md).
        "-XX:+UseTransparentHugePages",
        // Otherwise collections touch it first, a page fault each time that they move survivors to
        // where none have been: pauses of seconds, up to the time that all of it has been used.
        "-XX:+AlwaysPreTouch",
        "-XX:MaxDirectMemorySize=%dm"
            .formatted(FRAMEWORK_OFF_HEAP_MB + TASK_OFF_HEAP_MB + NETWORK_MB),
        "-XX:MaxMetaspaceSize=%dm".formatted(METASPACE_MB));
  }

  String configuration() {
    return """
        taskmanager.cpu.cores: 2.0
        taskmanager.memory.framework.heap.size: %dm
        taskmanager.memory.task.heap.size: %dm
        taskmanager.memory.framework.off-heap.size: %dm
        taskmanager.memory.task.off-heap.size: %dm
        taskmanager.memory.network.min: %5$dm
        taskmanager.memory.network.max: %5$dm
        taskmanager.memory.managed.size: %6$dm
        taskmanager.memory.jvm-metaspace.size: %7$dm
        taskmanager.memory.jvm-overhead.min: %8$dm
        taskmanager.memory.jvm-overhead.max: %8$dm
        """
        .formatted(
            FRAMEWORK_HEAP_MB,
            heapMb - FRAMEWORK_HEAP_MB,
            FRAMEWORK_OFF_HEAP_MB,
            TASK_OFF_HEAP_MB,
            NETWORK_MB,
            MANAGED_MB,
            METASPACE_MB,
            OVERHEAD_MB);
  }
}
