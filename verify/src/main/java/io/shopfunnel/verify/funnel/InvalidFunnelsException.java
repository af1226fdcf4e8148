package io.shopfunnel.verify.funnel;

import java.util.Collection;
import java.util.List;

/** Something is wrong with the funnels file; the message says where, and what would be right. */
public final class InvalidFunnelsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidFunnelsException(String message) {
    super(message);
  }

  /** A message of all the problems, one on each line. */
  static InvalidFunnelsException of(Collection<String> problems) {
    return new InvalidFunnelsException(
        "the funnels are not right:\n  " + String.join("\n  ", List.copyOf(problems)));
  }
}
