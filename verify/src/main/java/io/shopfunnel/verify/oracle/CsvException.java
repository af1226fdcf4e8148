package io.shopfunnel.verify.oracle;

/** A CSV file cannot be read; the message names the file and says what to do. */
public final class CsvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CsvException(String message) {
    super(message);
  }
}
