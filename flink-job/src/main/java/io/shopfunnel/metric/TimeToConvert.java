package io.shopfunnel.metric;

import java.util.List;
import java.util.stream.IntStream;

/** The histogram of times from entry to conversion: upper bounds, inclusive, not cumulative. */
final class TimeToConvert {
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long[] UPPER_SECONDS = {
    10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400
  };

  /** The number of buckets, the unbounded one among them. */
  static final int BUCKETS = UPPER_SECONDS.length + 1;

  private TimeToConvert() {}

  /** The bucket of a time in milliseconds. */
  static int bucketOf(long millis) {
    int bucket = 0;
    while (bucket < UPPER_SECONDS.length && millis > UPPER_SECONDS[bucket] * MILLIS_PER_SECOND) {
      bucket++;
    }
    return bucket;
  }

  /** The value of the tag {@code le}: the bucket's upper bound in seconds, or {@code +Inf}. */
  static String label(int bucket) {
    return bucket == UPPER_SECONDS.length ? "+Inf" : Long.toString(UPPER_SECONDS[bucket]);
  }

  /** All labels, shortest time first. */
  static List<String> labels() {
    return IntStream.range(0, BUCKETS).mapToObj(TimeToConvert::label).toList();
  }
}
