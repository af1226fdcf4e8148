package io.shopfunnel.job;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** The Flink settings that the job's promises rest on; all else is the cluster's. */
final class Environment {
  /** The key groups, by which users are dealt out; so the greatest parallelism. */
  static final int KEY_GROUPS = 128;

  /**
   * How often a backfill's watermarks move on: more seldom than a live job's, as users are then
   * woken less often, for more events at once (docs/performance.md).
   */
  private static final Duration BACKFILL_WATERMARKS = Duration.ofSeconds(3);

  private Environment() {}

  static Configuration settings(JobConfig config) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // Aligned barriers give all subtasks of an operator the same watermark at a snapshot, and the
    // greatest of them is restored: a subtask that was ahead would make the others' events late.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    // A job that fails for good, as when InfluxDB refuses its user, can go on from where it was.
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    // A slow checkpoint must not leave the job with nothing else to do.
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        config.checkpointInterval().dividedBy(2));
    // What passes is waited for, however long it takes; what doesn't (a refused point) ends the
    // job.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(15));
    // The ledgers of all users of a key group are one value: only a heap can hold it (ADR 10).
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    // Blocks of events are made for key groups, of which source and users must count equally many.
    settings.set(PipelineOptions.MAX_PARALLELISM, KEY_GROUPS);
    if (config.bounded()) {
      settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, BACKFILL_WATERMARKS);
    }
    // Nobody keeps or changes a value that travels.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // Nothing falls back to Kryo, and no operator goes without a name that savepoints know.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return settings;
  }
}
