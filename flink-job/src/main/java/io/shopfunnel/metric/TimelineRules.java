package io.shopfunnel.metric;

import java.util.List;

/**
 * What the timelines of one kind of key have in common.
 *
 * @param trackers what is followed about each key
 * @param allowedLateness how far behind the watermark an event may be and still amend what was
 *     published, in milliseconds
 */
public record TimelineRules(List<Tracker.Factory> trackers, long allowedLateness) {
  public TimelineRules {
    trackers = List.copyOf(trackers);
  }

  /** The time up to which no event will be applied any more, not even a late one. */
  public long horizon(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    return watermark < Long.MIN_VALUE + allowedLateness
        ? Long.MIN_VALUE
        : watermark - allowedLateness;
  }

  /** The first watermark whose {@link #horizon} has reached this time. */
  long watermarkFor(long horizon) {
    return horizon > Long.MAX_VALUE - allowedLateness ? Long.MAX_VALUE : horizon + allowedLateness;
  }
}
