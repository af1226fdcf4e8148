package io.shopfunnel.bench.run;

/** A service does not answer. */
final class AwayException extends BenchException {
  private static final long serialVersionUID = 1;

  AwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
