package io.shopfunnel.faults.fault;

/** The fault fell beside the job, which was done already; the round tells nothing. */
public final class MissedException extends RuntimeException {
  /** With why. */
  public MissedException(String message) {
    super(message);
  }
}
