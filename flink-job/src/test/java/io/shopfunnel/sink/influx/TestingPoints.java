package io.shopfunnel.sink.influx;

import io.shopfunnel.point.PointSchema;
import io.shopfunnel.point.TestingLines;
import java.util.List;

/** Lines of points for tests. */
final class TestingPoints {
  static final PointSchema EVENTS =
      PointSchema.of("events", "category", "event_type", "window").numbers("count", "cents");
  static final PointSchema ALL_TYPES =
      PointSchema.of("types", "window").numbers("number").flag("flag").text("text");
  static final PointSchema TAGGED = PointSchema.of("tagged", "brand").numbers("count");
  static final long DECEMBER = 1_575_158_400_000L;

  private TestingPoints() {}

  static String events(int minute, long count) {
    return TestingLines.line(
        EVENTS,
        List.of("electronics", "view", "1m"),
        DECEMBER + minute * 60_000L,
        count,
        count * 100);
  }

  static String tagged(String brand, long count) {
    return TestingLines.line(TAGGED, List.of(brand), DECEMBER, count);
  }

  static String types(long number, boolean flag, String text) {
    return TestingLines.line(ALL_TYPES, List.of("1h"), DECEMBER, number, flag, text);
  }
}
