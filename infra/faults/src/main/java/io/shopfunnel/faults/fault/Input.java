package io.shopfunnel.faults.fault;

/** What a file of events is like. */
public enum Input {
  /** As it was generated: in order of time. */
  WHOLE,
  /** Without the users of one partition. */
  ONE_PARTITION_IDLE,
  /** The users of half the partitions come a day of event time after the others. */
  SKEWED_BY_A_DAY
}
