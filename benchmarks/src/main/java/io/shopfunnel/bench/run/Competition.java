package io.shopfunnel.bench.run;

import io.shopfunnel.bench.result.Measurement;
import io.shopfunnel.stack.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets all entrants run by turns: what changes on the machine meanwhile meets all of them. */
final class Competition {
  private final List<Entrant> entrants;
  private final int rounds;
  private final Map<Entrant, Runner> runners;
  private final Display display;
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<Entrant, Long> lastNanos = new EnumMap<>(Entrant.class);

  /**
   * @param failures of entrants that cannot run at all, by their names
   */
  Competition(
      Map<Entrant, Runner> runners, int rounds, Map<String, String> failures, Display display) {
    this.runners = new EnumMap<>(runners);
    this.entrants = List.copyOf(this.runners.keySet());
    this.rounds = rounds;
    this.failures.putAll(failures);
    this.display = display;
  }

  void run() {
    for (int round = 1; round <= rounds; round++) {
      for (int place = 0; place < entrants.size(); place++) {
        Entrant entrant = entrants.get(place);
        display.say("Round %d of %d: %s%s", round, rounds, entrant.id(), left(round, place));
        run(entrant, round);
      }
    }
  }

  private void run(Entrant entrant, int round) {
    Runner runner = runners.get(entrant);
    if (runner == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      Measurement measurement = runner.run(entrant, round);
      measurements.add(measurement);
      display.say(
          "  %.1f s, %.1f CPU s, results equal", measurement.seconds(), measurement.cpuSeconds());
    } catch (BenchException | StackException e) {
      String why = "round %d: %s".formatted(round, e.getMessage());
      failures.merge(entrant.id(), why, (before, now) -> before + " " + now);
      display.say("  does not count: %s", e.getMessage());
    }
    lastNanos.put(entrant, System.nanoTime() - start);
  }

  /** What the runs to come will take if they take what they took before; once that is known. */
  private String left(int round, int place) {
    if (lastNanos.size() < entrants.size()) {
      return "";
    }
    long nanos = 0;
    for (int i = 0; i < entrants.size(); i++) {
      long runs = rounds - round + (i < place ? 0 : 1);
      nanos += runs * lastNanos.getOrDefault(entrants.get(i), 0L);
    }
    Duration time = Duration.ofNanos(nanos);
    return " (about %d:%02d:%02d left)"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  List<Measurement> measurements() {
    return measurements;
  }

  Map<String, String> failures() {
    return failures;
  }
}
