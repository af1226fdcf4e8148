package io.shopfunnel.sink.influx;

import java.io.IOException;

/** InfluxDB answered, and said no. Keeps the status, which influxdb-java's exceptions leave out. */
final class InfluxAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String words;

  InfluxAnswerException(int status, String message) {
    super(message);
    this.status = status;
    this.words = message;
  }

  int status() {
    return status;
  }

  /** The server's own words. */
  String words() {
    return words;
  }

  @Override
  public String toString() {
    return "HTTP " + status + ": " + words;
  }
}
