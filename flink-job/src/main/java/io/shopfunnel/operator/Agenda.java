package io.shopfunnel.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private final TreeMap<Long, List<K>> buckets = new TreeMap<>();

  /** Asks for the key to be woken by the first watermark at or after this time. */
  void add(long time, K key) {
    buckets.computeIfAbsent(bucketOf(time), bucket -> new ArrayList<>(1)).add(key);
  }

  /** The end of the second that holds the time; event times are whole seconds. */
  private static long bucketOf(long time) {
    long rest = Math.floorMod(time, BUCKET_MILLIS);
    return rest == 0 || time > Long.MAX_VALUE - BUCKET_MILLIS ? time : time - rest + BUCKET_MILLIS;
  }

  /** Wakes, and forgets, every key due by this watermark; also those that are added meanwhile. */
  void wake(long watermark, Consumer<K> waker) {
    while (!buckets.isEmpty() && buckets.firstKey() <= watermark) {
      Map.Entry<Long, List<K>> due = buckets.pollFirstEntry();
      due.getValue().forEach(waker);
    }
  }

  /** The number of entries. */
  int size() {
    return buckets.values().stream().mapToInt(List::size).sum();
  }
}
