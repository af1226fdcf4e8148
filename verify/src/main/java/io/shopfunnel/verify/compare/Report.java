package io.shopfunnel.verify.compare;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what a comparison found. */
public final class Report {
  private static final String ROW = "%-18s %12s %12s %12s %10s %10s %10s%n";
  private final PrintWriter out;

  /** A report to that writer. */
  public Report(PrintWriter out) {
    this.out = out;
  }

  /** The table of counts per measurement. */
  public void tallies(List<Tally> tallies) {
    out.printf(ROW, "measurement", "oracle", "influx", "equal", "missing", "extra", "different");
    tallies.forEach(this::row);
    row(
        tallies.stream()
            .reduce(
                new Tally("all", 0, 0, 0, 0, 0),
                (a, b) ->
                    new Tally(
                        "all",
                        a.expected() + b.expected(),
                        a.found() + b.found(),
                        a.equal() + b.equal(),
                        a.missing() + b.missing(),
                        a.extra() + b.extra())));
  }

  private void row(Tally tally) {
    out.printf(
        ROW,
        tally.measurement(),
        grouped(tally.expected()),
        grouped(tally.found()),
        grouped(tally.equal()),
        grouped(tally.missing()),
        grouped(tally.extra()),
        grouped(tally.different()));
  }

  /** The first differences. */
  public void differences(List<String> lines, int most) {
    if (!lines.isEmpty()) {
      out.printf("%nDifferences (the first %d at most)%n", most);
      lines.forEach(line -> out.println("  " + line));
    }
  }

  /** Says what it means that the job could not read records. */
  public void refused(long records) {
    if (records > 0) {
      out.printf(
          "%nThe job refused %s record(s), which went to the dead-letter topic: 'replayer dead-letters' tells%n"
              + "which, and why. Where they are rows of these files, the points differ by them.%n",
          grouped(records));
    }
  }

  /** What adds up and what doesn't. */
  public void identities(List<Identity.Outcome> outcomes) {
    out.printf("%nAccounting%n");
    for (Identity.Outcome outcome : outcomes) {
      boolean holds = outcome.violated() == 0;
      out.printf(
          "  %-6s %-66s %12s checked%s%n",
          holds ? "holds" : "BROKEN",
          outcome.name(),
          grouped(outcome.checked()),
          holds
              ? ""
              : ", %s wrong, such as %s".formatted(grouped(outcome.violated()), outcome.example()));
    }
  }

  /** The last word. */
  public void verdict(boolean equal, boolean addsUp, boolean compared) {
    String points =
        compared ? (equal ? "every point agrees" : "the points DIFFER") : "no points compared";
    out.printf("%n%s; %s%n", points, addsUp ? "all adds up" : "the accounting is BROKEN");
    out.flush();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
