package io.shopfunnel.sink.influx;

/** What happens to the job when InfluxDB refuses a point for good. */
public enum OnRejected {
  /** The job fails and says which point and why (the default). */
  FAIL,
  /** The point is counted and logged with its line, and the job goes on without it. */
  LOG
}
