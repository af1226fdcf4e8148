package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;

/** A point that line protocol cannot express. */
final class UnwritablePointException extends Exception {
  private static final long serialVersionUID = 1L;

  UnwritablePointException(MetricPoint point, String why) {
    super(why + " in " + point);
  }
}
