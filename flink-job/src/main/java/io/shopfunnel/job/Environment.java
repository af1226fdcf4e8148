package io.shopfunnel.job;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** The Flink settings that the job's promises rest on; all else is the cluster's. */
final class Environment {
  private Environment() {}

  static Configuration settings(JobConfig config) {
    Configuration settings = new Configuration();
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    // A slow checkpoint must not leave the job with nothing else to do.
    settings.set(
        CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
        config.checkpointInterval().dividedBy(2));
    // Every value that travels is immutable.
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // Nothing falls back to Kryo, and no operator goes without a name that savepoints know.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    return settings;
  }
}
