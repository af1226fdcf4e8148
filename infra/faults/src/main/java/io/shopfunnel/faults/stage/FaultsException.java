package io.shopfunnel.faults.stage;

/** The suite cannot go on; the message says why, in a sentence for a person. */
public final class FaultsException extends RuntimeException {
  /** With what is wrong, and what to do about it. */
  public FaultsException(String message) {
    super(message);
  }

  /** The same, with what caused it. */
  public FaultsException(String message, Throwable cause) {
    super(message, cause);
  }
}
