package io.shopfunnel.operator;

import io.shopfunnel.window.Window;
import java.time.Duration;

/**
 * How often a table is published that has changed after its window closed, in event time: each
 * minute for a window of a minute, each ten minutes for an hour, each hour for longer ones.
 */
final class AmendmentTimes {
  private AmendmentTimes() {}

  /** The end of the interval of event time that holds the watermark. */
  static long next(Window window, long watermark) {
    long interval = interval(window).toMillis();
    if (watermark > Long.MAX_VALUE - 2 * interval) {
      return Long.MAX_VALUE;
    }
    return watermark < 0 ? Long.MIN_VALUE : watermark - watermark % interval + interval - 1;
  }

  private static Duration interval(Window window) {
    return switch (window) {
      case MINUTE -> Duration.ofMinutes(1);
      case HOUR -> Duration.ofMinutes(10);
      case DAY, MONTH -> Duration.ofHours(1);
    };
  }
}
