package io.shopfunnel.faults.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A row of the table: what the rounds of one kind have shown. */
record KindSummary(String title, List<RoundResult> rounds) {
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %d of %d | %d | %.1f | %.1f |",
        title,
        courses(),
        seeds(),
        rounds.stream().filter(RoundResult::same).count(),
        rounds.size(),
        rounds.stream().mapToLong(round -> round.lost() + round.doubled()).sum(),
        recovery(0.5),
        recovery(1));
  }

  /** How many in each course. */
  private String courses() {
    return rounds.stream()
        .collect(Collectors.groupingBy(RoundResult::course, Collectors.counting()))
        .entrySet()
        .stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .sorted(Comparator.reverseOrder())
        .collect(Collectors.joining(", "));
  }

  /** Each round's seed follows from its number: the first and the last name them all. */
  private String seeds() {
    long first = rounds.stream().mapToLong(RoundResult::seed).min().orElse(0);
    long last = rounds.stream().mapToLong(RoundResult::seed).max().orElse(0);
    return first == last ? Long.toString(first) : "%d … %d".formatted(first, last);
  }

  /** The time to recover that this share of the rounds did not exceed; of those that are well. */
  private double recovery(double share) {
    List<Double> all =
        rounds.stream()
            .filter(RoundResult::same)
            .map(RoundResult::recoverySeconds)
            .sorted()
            .toList();
    return all.isEmpty() ? 0 : all.get((int) Math.ceil(share * all.size()) - 1);
  }
}
