package io.shopfunnel.bench.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How fresh a live job's numbers are at one rate of events.
 *
 * @param machine on what
 * @param eventsPerSecond how many were sent, by the clock
 * @param speed how much faster than the clock event time went
 * @param boundMillis the disorder bound, by the clock: how long a minute waits after its end
 * @param seen the minutes that were measured
 * @param facts what the job took meanwhile, by the names in {@link Facts}
 */
public record Freshness(
    Machine machine,
    int eventsPerSecond,
    double speed,
    double boundMillis,
    List<Seen> seen,
    Map<String, Double> facts) {
  /** Keeps copies, of the minutes in the order of time. */
  public Freshness {
    seen = seen.stream().sorted(Comparator.comparingLong(Seen::start)).toList();
    facts = Map.copyOf(facts);
  }

  /**
   * A minute of event time.
   *
   * @param start in milliseconds since the epoch
   * @param events how many it has
   * @param millis from when the watermark could close it until a reader saw all of its events
   */
  public record Seen(long start, long events, double millis) {}

  /** How many events were measured. */
  public long events() {
    return seen.stream().mapToLong(Seen::events).sum();
  }

  /**
   * How long it took at most for this share of the events, in milliseconds.
   *
   * @param share from 0 to 1
   */
  public double quantile(double share) {
    return quantile(seen, share);
  }

  /**
   * The same of some minutes.
   *
   * @param share from 0 to 1
   */
  public static double quantile(List<Seen> minutes, double share) {
    double wanted = share * minutes.stream().mapToLong(Seen::events).sum();
    long sum = 0;
    for (Seen window : minutes.stream().sorted(Comparator.comparingDouble(Seen::millis)).toList()) {
      sum += window.events();
      if (sum >= wanted) {
        return window.millis();
      }
    }
    throw new IllegalArgumentException("no share of the events: " + share);
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    ResultFile.write(file, this);
  }

  /** Reads what {@link #write} has written. */
  public static Freshness read(Path file) throws IOException {
    return ResultFile.read(file, Freshness.class);
  }
}
