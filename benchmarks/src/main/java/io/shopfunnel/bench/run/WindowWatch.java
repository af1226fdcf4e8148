package io.shopfunnel.bench.run;

import io.shopfunnel.bench.result.Freshness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks InfluxDB again and again, as a reader would, and notes when it first tells of all events of
 * a minute.
 */
final class WindowWatch {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final InfluxPoints influx;
  private final String database;
  private final SentWindows windows;

  /** By the minute's start. */
  private final Map<Long, Freshness.Seen> seen = new HashMap<>();

  private int first;

  WindowWatch(InfluxPoints influx, String database, SentWindows windows) {
    this.influx = influx;
    this.database = database;
    this.windows = windows;
  }

  /** Takes one look, and tells whether all that may be published was there. */
  boolean look() {
    List<SentWindows.Allowed> allowed = windows.allowedAfter(first);
    List<SentWindows.Allowed> missing =
        allowed.stream().filter(window -> !seen.containsKey(window.start())).toList();
    first += missing.isEmpty() ? allowed.size() : allowed.indexOf(missing.get(0));
    if (missing.isEmpty()) {
      return true;
    }
    long from = missing.get(0).start();
    long to = missing.get(missing.size() - 1).start() + MINUTE;
    Map<Long, Long> counts = influx.minutes(database, from, to);
    long now = System.nanoTime();
    int found = 0;
    for (SentWindows.Allowed window : missing) {
      long count = counts.getOrDefault(window.start(), 0L);
      if (count > window.events()) {
        throw new BenchException(
            "minute %d has %d events in InfluxDB, but %d were sent"
                .formatted(window.start(), count, window.events()));
      }
      if (count == window.events()) {
        double millis = (double) (now - window.allowedNanos()) / NANOS_PER_MILLI;
        seen.put(window.start(), new Freshness.Seen(window.start(), window.events(), millis));
        found++;
      }
    }
    return found == missing.size();
  }

  /** What was seen of minutes that began at or after one time, and before another. */
  List<Freshness.Seen> between(long from, long until) {
    return new ArrayList<>(
        seen.values().stream()
            .filter(window -> window.start() >= from && window.start() < until)
            .toList());
  }
}
