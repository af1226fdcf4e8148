package io.shopfunnel.sink.influx;

import java.io.IOException;

/** InfluxDB did not answer for as long as it was waited for. */
public final class InfluxUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  InfluxUnreachableException(String message, IOException cause) {
    super(message, cause);
  }
}
