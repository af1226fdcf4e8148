package io.shopfunnel.bench.run;

/** Something that the user can act on went wrong; the message is a sentence that says what. */
public class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what went wrong. */
  public BenchException(String message) {
    super(message);
  }

  /** With what went wrong, and the exception that told. */
  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
