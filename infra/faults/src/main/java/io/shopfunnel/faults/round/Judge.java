package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.stage.Account;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.FaultsException;
import io.shopfunnel.faults.stage.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Looks at what a round has left in the database, and holds it against the undisturbed run. */
final class Judge {
  private final Cluster cluster;
  private final Points points;
  private final Path folder;

  Judge(Cluster cluster, Points points, Path folder) {
    this.cluster = cluster;
    this.points = points;
    this.folder = folder;
  }

  /** What is wrong, a sentence each; and what there is. */
  Findings look(Fault fault, PreparedInput input, long junk) {
    List<String> mistakes = new ArrayList<>();
    Account account = points.account();
    mistakes.addAll(account.mistakes(input.events(), junk));
    Path dump = folder.resolve("found.points");
    boolean all = !fault.changesWhatArrives();
    long count = points.dump(dump, all);
    List<String> difference = difference(all ? input.points() : input.numbers(), dump);
    mistakes.addAll(difference);
    // A dump that is the undisturbed run's, with which the oracle agrees, need not be asked about.
    if (!all || !difference.isEmpty()) {
      mistakes.addAll(disagreement(input, all));
    }
    return new Findings(mistakes, account, count);
  }

  private List<String> disagreement(PreparedInput input, boolean all) {
    try {
      Path log = folder.resolve("verify.log");
      new Oracle(cluster).check(input.csv(), Round.DATABASE, !all, log);
      return List.of();
    } catch (FaultsException disagrees) {
      return List.of(String.valueOf(disagrees.getMessage()));
    }
  }

  private static List<String> difference(Path wanted, Path found) {
    try {
      return Files.mismatch(wanted, found) < 0
          ? List.of()
          : List.of(firstDifference(wanted, found));
    } catch (IOException e) {
      throw new FaultsException("The dumps cannot be compared: " + e.getMessage(), e);
    }
  }

  private static String firstDifference(Path wanted, Path found) throws IOException {
    try (Stream<String> ours = Files.lines(wanted);
        Stream<String> theirs = Files.lines(found)) {
      Iterator<String> right = ours.iterator();
      Iterator<String> there = theirs.iterator();
      while (right.hasNext() && there.hasNext()) {
        String expected = right.next();
        String actual = there.next();
        if (!expected.equals(actual)) {
          return "a point differs: %s; undisturbed: %s".formatted(actual, expected);
        }
      }
      return right.hasNext() ? "missing: " + right.next() : "too much: " + there.next();
    }
  }

  /**
   * What a round has left.
   *
   * @param mistakes a sentence each; none where all is well
   * @param account what became of records
   * @param points how many were compared
   */
  record Findings(List<String> mistakes, Account account, long points) {
    /** Of a round that did not come to its end. */
    static Findings failed(String why, PreparedInput input) {
      return new Findings(List.of(why), new Account(0, 0, 0, 0, 0, input.events()), 0);
    }
  }
}
