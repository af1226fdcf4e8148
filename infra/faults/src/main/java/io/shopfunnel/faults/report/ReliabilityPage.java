package io.shopfunnel.faults.report;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.Faults;
import io.shopfunnel.faults.stage.FaultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table in {@code docs/reliability.md}, between two marks; the words around it stay. */
public final class ReliabilityPage {
  private static final String BEGIN = "<!-- rounds: written by faults, do not edit -->";
  private static final String END = "<!-- end of rounds -->";

  private final Path file;

  /** That page. */
  public ReliabilityPage(Path file) {
    this.file = file;
  }

  /**
   * Writes the table anew from all results.
   *
   * @throws FaultsException where the page has no place for it
   */
  public void write(Results results) {
    try {
      String page = Files.readString(file);
      int from = page.indexOf(BEGIN);
      int to = page.indexOf(END);
      if (from < 0 || to < from) {
        throw new FaultsException("%s has no place between %s and %s.".formatted(file, BEGIN, END));
      }
      String before = page.substring(0, from + BEGIN.length());
      Files.writeString(file, before + "\n\n" + table(results) + "\n" + page.substring(to));
    } catch (IOException e) {
      throw new FaultsException("The page cannot be written: " + e.getMessage(), e);
    }
  }

  /** The table, and a line for each round that was not as it should be. */
  static String table(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| fault | rounds | seeds | every point the same | events lost or doubled | recovered, median s | worst s |");
    lines.add("|---|---|---|---|---|---|---|");
    for (Fault fault : Faults.all()) {
      List<RoundResult> rounds = results.of(fault.name());
      if (!rounds.isEmpty()) {
        lines.add(new KindSummary(fault.title(), rounds).row());
      }
    }
    lines.add("");
    Faults.all().stream().flatMap(fault -> failures(results.of(fault.name()))).forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  private static Stream<String> failures(List<RoundResult> rounds) {
    return rounds.stream()
        .filter(round -> !round.same())
        .map(
            round ->
                "- `%s`, round %d (%s): %s"
                    .formatted(round.kind(), round.round(), round.course(), round.verdict()));
  }
}
