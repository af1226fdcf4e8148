package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;
import io.shopfunnel.table.PointSchema;
import java.util.List;

/** Points for tests. */
final class TestingPoints {
  static final PointSchema EVENTS =
      new PointSchema(
          "events", List.of("category", "event_type", "window"), List.of("count", "cents"));
  static final PointSchema ALL_TYPES =
      new PointSchema("types", List.of("window"), List.of("number", "flag", "text"));
  static final PointSchema TAGGED = new PointSchema("tagged", List.of("brand"), List.of("count"));
  static final long DECEMBER = 1_575_158_400_000L;

  private TestingPoints() {}

  static MetricPoint events(int minute, long count) {
    return new MetricPoint(
        EVENTS,
        DECEMBER + minute * 60_000L,
        List.of("electronics", "view", "1m"),
        List.of(count, count * 100));
  }

  static MetricPoint tagged(String brand, long count) {
    return new MetricPoint(TAGGED, DECEMBER, List.of(brand), List.of(count));
  }

  static MetricPoint types(long number, boolean flag, String text) {
    return new MetricPoint(ALL_TYPES, DECEMBER, List.of("1h"), List.of(number, flag, text));
  }
}
