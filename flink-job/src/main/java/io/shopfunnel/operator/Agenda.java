package io.shopfunnel.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Which keys want to be woken at which watermark. One entry serves a whole second of event time, so
 * it is much cheaper than a Flink timer for each key; and it is not state: it is made anew from the
 * keyed state after a restore.
 *
 * @param <K> the key
 */
final class Agenda<K> {
  private static final long BUCKET_MILLIS = 1_000;

  private final Map<Long, List<K>> buckets = new HashMap<>();
  private final PriorityQueue<Long> times = new PriorityQueue<>();

  /** Asks for the key to be woken by the first watermark at or after this time. */
  void add(long time, K key) {
    Long bucket = bucketOf(time);
    List<K> keys = buckets.get(bucket);
    if (keys == null) {
      keys = new ArrayList<>(2);
      buckets.put(bucket, keys);
      times.add(bucket);
    }
    keys.add(key);
  }

  /** The end of the second that holds the time; event times are whole seconds. */
  private static long bucketOf(long time) {
    long rest = Math.floorMod(time, BUCKET_MILLIS);
    return rest == 0 || time > Long.MAX_VALUE - BUCKET_MILLIS ? time : time - rest + BUCKET_MILLIS;
  }

  /** Wakes, and forgets, every key due by this watermark; also those that are added meanwhile. */
  void wake(long watermark, Consumer<K> waker) {
    for (Long time = times.peek(); time != null && time <= watermark; time = times.peek()) {
      times.remove();
      List<K> due = buckets.remove(time);
      if (due != null) {
        due.forEach(waker);
      }
    }
  }

  /** The number of entries. */
  int size() {
    return buckets.values().stream().mapToInt(List::size).sum();
  }
}
