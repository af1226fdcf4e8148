package io.shopfunnel.bench.result;

/** The names of a measurement's further figures. */
public final class Facts {
  /** Bytes that the JVM's threads have allocated on its heap; not of DuckDB, which is native. */
  public static final String ALLOCATED_BYTES = "allocated_bytes";

  /** Seconds for which collections stopped the JVM's threads; not of DuckDB. */
  public static final String STOPPED_SECONDS = "stopped_seconds";

  /** Points that InfluxDB was sent, those that replaced others too; as all below, of our job. */
  public static final String POINTS = "points";

  /** Points that are in InfluxDB in the end. */
  public static final String STANDING_POINTS = "standing_points";

  /** Bytes that the job's operators have sent each other. */
  public static final String SHUFFLE_BYTES = "shuffle_bytes";

  /** How many checkpoints were completed. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The largest checkpoint, in bytes. */
  public static final String CHECKPOINT_BYTES = "checkpoint_bytes";

  /** The longest that a checkpoint took from its trigger to its completion, in milliseconds. */
  public static final String CHECKPOINT_MILLIS = "checkpoint_millis";

  /** The longest that a subtask stood still for a checkpoint, in milliseconds. */
  public static final String CHECKPOINT_SYNC_MILLIS = "checkpoint_sync_millis";

  /** Processor seconds that the task manager took while a live job was measured. */
  public static final String CPU_SECONDS = "cpu_seconds";

  /** For how long a live job was measured, in seconds. */
  public static final String MEASURED_SECONDS = "measured_seconds";

  private Facts() {}
}
