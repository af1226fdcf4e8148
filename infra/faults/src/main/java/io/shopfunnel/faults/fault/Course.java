package io.shopfunnel.faults.fault;

/** How the job runs in a round. */
public enum Course {
  /** Everything is in the topic already, and the job ends at its end. */
  BOUNDED,
  /** The events come while the job runs; at their end it is drained. */
  LIVE;

  /** For results and tables. */
  public String words() {
    return this == BOUNDED ? "bounded" : "live";
  }
}
