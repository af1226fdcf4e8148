package io.shopfunnel.stack;

import java.io.Serial;

/** A failure that a user can act on: the message says what is wrong and what to do about it. */
public class StackException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Makes one from a whole sentence or more. */
  public StackException(String message) {
    super(message);
  }

  /** Makes one that also keeps what caused it, for a debugger. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
