package io.shopfunnel.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The minutes of event time that were sent, each with how many events it has and from when on it
 * could be published: since an event that is a minute's end and the disorder bound later, or more,
 * was sent to every partition. Used by the thread that sends and by the one that watches.
 */
final class SentWindows {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final long start;
  private final long boundMillis;
  private final List<Window> windows = new ArrayList<>();

  /** For each partition the first window that its events do not allow yet. */
  private final int[] next;

  /** A minute. */
  private static final class Window {
    private long events;
    private int partitions;
    private long allowedNanos;
  }

  /**
   * A minute that may be published.
   *
   * @param start in milliseconds since the epoch
   * @param events how many it has
   * @param allowedNanos since when, by {@link System#nanoTime}
   */
  record Allowed(long start, long events, long allowedNanos) {}

  SentWindows(long start, Duration bound, int partitions) {
    this.start = start;
    this.boundMillis = bound.toMillis();
    this.next = new int[partitions];
  }

  /** An event is about to be sent; those of a partition come in the order of their times. */
  synchronized void sending(int partition, long eventTime, long nanos) {
    window((int) ((eventTime - start) / MINUTE)).events++;
    while (start + (next[partition] + 1) * MINUTE + boundMillis <= eventTime) {
      Window allowed = window(next[partition]++);
      if (++allowed.partitions == next.length) {
        allowed.allowedNanos = nanos;
      }
    }
  }

  private Window window(int number) {
    while (windows.size() <= number) {
      windows.add(new Window());
    }
    return windows.get(number);
  }

  /** The minutes that may be published, but for so many of the first. */
  synchronized List<Allowed> allowedAfter(int first) {
    List<Allowed> allowed = new ArrayList<>();
    for (int i = first; i < windows.size() && windows.get(i).partitions == next.length; i++) {
      Window window = windows.get(i);
      allowed.add(new Allowed(start + i * MINUTE, window.events, window.allowedNanos));
    }
    return allowed;
  }
}
