package io.shopfunnel.bench.result;

/** The names of a measurement's further figures; only our own job has them. */
public final class Facts {
  /** Points that InfluxDB was sent, those that replaced others too. */
  public static final String POINTS = "points";

  /** Points that are in InfluxDB in the end. */
  public static final String STANDING_POINTS = "standing_points";

  /** Bytes that the job's operators have sent each other. */
  public static final String SHUFFLE_BYTES = "shuffle_bytes";

  /** How many checkpoints were completed. */
  public static final String CHECKPOINTS = "checkpoints";

  /** The largest checkpoint, in bytes. */
  public static final String CHECKPOINT_BYTES = "checkpoint_bytes";

  /** The longest that a checkpoint took, in milliseconds. */
  public static final String CHECKPOINT_MILLIS = "checkpoint_millis";

  private Facts() {}
}
