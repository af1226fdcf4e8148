package io.shopfunnel.bench.sql;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/**
 * What our own job has too: state on the heap, a checkpoint to files every 30 s, objects reused.
 */
final class Settings {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);

  private Settings() {}

  static MiniClusterConfiguration cluster(int slots) {
    Configuration settings = new Configuration();
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.PORT, 0);
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.HOST, LOOPBACK);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(192));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(192));
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(settings)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(slots)
        .build();
  }

  static Configuration job(int parallelism, Path checkpoints) {
    Configuration settings = new Configuration();
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    settings.set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    // Gathers rows before they go to the aggregation by hour.
    settings.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
    settings.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, Duration.ofSeconds(1));
    settings.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, 20_000L);
    return settings;
  }
}
