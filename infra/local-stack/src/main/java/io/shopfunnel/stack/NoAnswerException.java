package io.shopfunnel.stack;

import java.io.Serial;

/** A service does not answer now; it may again, as when it is being restarted. */
public final class NoAnswerException extends StackException {
  @Serial private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
