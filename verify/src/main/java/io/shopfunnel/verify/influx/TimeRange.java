package io.shopfunnel.verify.influx;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A range of window starts.
 *
 * @param fromSecond the first, in seconds since the epoch
 * @param toSecond the end, exclusive
 */
public record TimeRange(long fromSecond, long toSecond) {
  private static final long DAY = 86_400;

  /** Everything. */
  public static final TimeRange ALL = new TimeRange(0, 7_258_118_400L);

  /** The days that hold the times from the first to the last. */
  public static TimeRange daysOf(long firstSecond, long lastSecond) {
    return new TimeRange(firstSecond / DAY * DAY, (lastSecond / DAY + 1) * DAY);
  }

  /**
   * From the start of its first day's month to its own start: where its first month's points are.
   */
  public TimeRange monthBefore() {
    Instant month =
        Instant.ofEpochSecond(fromSecond)
            .atOffset(ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.DAYS)
            .withDayOfMonth(1)
            .toInstant();
    return new TimeRange(month.getEpochSecond(), fromSecond);
  }

  String condition() {
    return "time >= %ds AND time < %ds".formatted(fromSecond, toSecond);
  }

  /** For a person. */
  @Override
  public String toString() {
    return equals(ALL)
        ? "all times"
        : Instant.ofEpochSecond(fromSecond) + " to " + Instant.ofEpochSecond(toSecond);
  }
}
