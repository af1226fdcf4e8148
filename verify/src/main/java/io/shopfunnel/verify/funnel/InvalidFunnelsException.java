package io.shopfunnel.verify.funnel;

/** Something is wrong with the funnels file; the message says where, and what would be right. */
public final class InvalidFunnelsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidFunnelsException(String message) {
    super(message);
  }
}
