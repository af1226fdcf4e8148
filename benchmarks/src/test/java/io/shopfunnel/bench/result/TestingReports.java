package io.shopfunnel.bench.result;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports for tests. */
public final class TestingReports {
  static final Machine MACHINE =
      new Machine(
          2,
          "a processor",
          24L << 30,
          "Linux 6.1 amd64",
          "17.0.1",
          "Kafka 3.9.2",
          "abc123",
          "2026-11-25",
          "make bench");

  private TestingReports() {}

  /** Three runs of our job, one of another contender, and one that failed. */
  public static BenchReport small() {
    return of(1_000_000);
  }

  /** The same over so many events. */
  public static BenchReport of(long events) {
    return new BenchReport(
        MACHINE,
        new BenchReport.Data(events, 1, 20_000, 3, 2),
        new BenchReport.Loading(4, 5, 80_000_000),
        List.of(
            new BenchReport.Entry("bare", "bare consumer", "records"),
            new BenchReport.Entry("ours-full", "our job, full set", "events, funnel"),
            new BenchReport.Entry("flink-sql", "Flink SQL", "events, funnel")),
        List.of(
            run("bare", 1, 0.5, 0.8),
            run("ours-full", 1, 10, 12),
            run("ours-full", 2, 8, 11),
            run("ours-full", 3, 20, 16)),
        Map.of("flink-sql", "round 2: 1 result differs"));
  }

  private static Measurement run(String contender, int round, double seconds, double cpu) {
    return new Measurement(
        contender,
        round,
        seconds,
        cpu,
        (100L + round) << 20,
        1,
        0.5,
        seconds / 4,
        contender.equals("bare") ? heap(seconds) : ours(seconds));
  }

  private static Map<String, Double> heap(double seconds) {
    return Map.of(Facts.ALLOCATED_BYTES, 1.5e9, Facts.STOPPED_SECONDS, seconds / 50);
  }

  private static Map<String, Double> ours(double seconds) {
    Map<String, Double> facts = new HashMap<>(heap(seconds));
    facts.put(Facts.POINTS, 50_000.0);
    facts.put(Facts.STANDING_POINTS, 40_000.0);
    facts.put(Facts.CHECKPOINTS, 3.0);
    facts.put(Facts.CHECKPOINT_BYTES, 2e6);
    facts.put(Facts.CHECKPOINT_MILLIS, 200.0);
    facts.put(Facts.CHECKPOINT_SYNC_MILLIS, 30.0);
    facts.put(Facts.SHUFFLE_BYTES, 1.2e8);
    return facts;
  }
}
