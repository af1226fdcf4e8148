package io.shopfunnel.verify.influx;

/** InfluxDB is not there, or cannot answer; the message says which and what to do. */
public final class InfluxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person at the command line. */
  public InfluxException(String message) {
    super(message);
  }
}
