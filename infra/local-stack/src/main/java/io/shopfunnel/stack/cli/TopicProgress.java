package io.shopfunnel.stack.cli;

import io.shopfunnel.stack.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a topic a job has read. It counts in offsets, which go on where a restarted job goes
 * on; what such a job reads a second time is not counted twice.
 */
final class TopicProgress {
  // Offsets that hold no event, such as the end marks of transactions, are never read as such.
  private static final double AS_GOOD_AS_ALL = 0.999;

  private final Map<Integer, Long> begins;
  private final long total;
  private final Map<Integer, Long> positions = new HashMap<>();
  private double now;
  private double readingSince;

  TopicProgress(Map<Integer, Long> begins, long total) {
    this.begins = begins;
    this.total = total;
  }

  static TopicProgress of(Topics topics, String topic) {
    return new TopicProgress(topics.begins(topic), topics.size(List.of(topic)));
  }

  /**
   * Takes in where a job is, some seconds after it was first looked at.
   *
   * @param at the next offset by partition, where one is known
   */
  void moveTo(Map<Integer, Long> at, double seconds) {
    if (positions.isEmpty()) {
      // The rate counts from when reading began: a job takes some seconds to be deployed.
      readingSince = now;
    }
    now = seconds;
    at.forEach((partition, offset) -> positions.merge(partition, offset, Math::max));
  }

  /** How far the job is, at what rate, and how long that takes; empty before its first event. */
  Optional<String> words() {
    return positions.isEmpty() ? Optional.empty() : Optional.of(words(read()));
  }

  private String words(long read) {
    double rate = read / Math.max(now - readingSince, 0.001);
    String counted = String.format(Locale.ROOT, "%,d events read, %,.0f/s", read, rate);
    if (total == 0) {
      return counted;
    }
    if (read >= AS_GOOD_AS_ALL * total) {
      return counted + ", 100 %; closing the last windows";
    }
    String left =
        rate > 0
            ? String.format(Locale.ROOT, "%.0f s left", (total - read) / rate)
            : "time left unknown";
    return counted + String.format(Locale.ROOT, ", %.0f %%, %s", 100.0 * read / total, left);
  }

  private long read() {
    return positions.entrySet().stream()
        .mapToLong(at -> at.getValue() - begins.getOrDefault(at.getKey(), 0L))
        .sum();
  }
}
