package io.shopfunnel.verify.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.verify.compare.Comparison;
import io.shopfunnel.verify.compare.Identities;
import io.shopfunnel.verify.compare.Identity;
import io.shopfunnel.verify.compare.Report;
import io.shopfunnel.verify.compare.Tally;
import io.shopfunnel.verify.funnel.Funnels;
import io.shopfunnel.verify.funnel.FunnelsFile;
import io.shopfunnel.verify.influx.Downloads;
import io.shopfunnel.verify.influx.InfluxDatabase;
import io.shopfunnel.verify.influx.InfluxException;
import io.shopfunnel.verify.influx.PointLoader;
import io.shopfunnel.verify.influx.TimeRange;
import io.shopfunnel.verify.influx.Verdict;
import io.shopfunnel.verify.oracle.Oracle;
import io.shopfunnel.verify.oracle.SourceFile;
import io.shopfunnel.verify.oracle.Steps;
import io.shopfunnel.verify.point.Measurement;
import io.shopfunnel.verify.sql.Database;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares every point in InfluxDB with what the files say. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Computes every measurement from the CSV files by SQL, and compares every point both ways.",
    footer = {
      "",
      "Examples:",
      "  A month, against InfluxDB here:   verify verify 2019-Dec.csv.gz",
      "  The funnels that the job had:     verify verify 2019-Dec.csv --funnels my.yaml --session-gap 1h",
      "  Two files, one database:          verify verify 2019-Nov.csv 2019-Dec.csv --whole-database",
      "  Two shops, one stream:            verify verify a/2019-Dec.csv b/2019-Dec.csv --source-name a --source-name b",
      "  Only some measurements:           verify verify 2019-Dec.csv --measurements funnel,cart",
      "Exit code 0 if every point agrees and all adds up, else 1."
    })
final class VerifyCommand implements Callable<Integer>, Checked {
  private static final int MOST_DIFFERENCES = 20;

  @Mixin private final OracleOptions oracle = new OracleOptions();
  @Mixin private final InfluxOptions influx = new InfluxOptions();

  @Option(names = "--measurements", split = ",", description = "Only these (all).")
  private Set<String> only = Set.of();

  @Option(
      names = "--whole-database",
      description = "Compare all that is there, not just the days of the files' events.")
  private boolean wholeDatabase;

  @Option(
      names = "--allow-late",
      description = "Events came too late: compare no points, only check what must add up.")
  private boolean allowLate;

  @Option(
      names = "--no-verdict",
      description =
          "Do not write what came out to the database. Of a part (--measurements, --allow-late) nothing is written either.")
  private boolean noVerdict;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>(oracle.mistakes());
    mistakes.addAll(influx.mistakes());
    return mistakes;
  }

  @Override
  public Integer call() {
    Funnels funnels = FunnelsFile.read(oracle.funnels());
    List<Measurement> measurements = chosen(Oracle.measurements(funnels));
    InfluxDatabase source = influx.open();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Steps steps = new Steps(line -> say(out, line));
    try (Database database = oracle.open()) {
      PointLoader loader = new PointLoader(source, database);
      Oracle.Input input = compute(database, loader, measurements, funnels, steps);
      Comparison comparison = new Comparison(database);
      List<Tally> tallies =
          allowLate
              ? List.of()
              : steps.timed(
                  "compared both ways",
                  () -> measurements.stream().map(comparison::tally).toList());
      List<Identity.Outcome> outcomes =
          steps.timed(
              "what must add up",
              () -> new Identities(funnels.list()).check(database, named(measurements)));
      say(
          out,
          "\nCompared: windows of %s%s".formatted(range(input), wholeDatabase ? "" : RANGE_NOTE));
      long wrong = report(database, loader, measurements, tallies, outcomes, new Report(out));
      long points = tallies.stream().mapToLong(Tally::expected).sum();
      Verdict verdict = new Verdict(points, wrong, Instant.now().getEpochSecond());
      if (!noVerdict && !allowLate && only.isEmpty()) {
        publish(source, verdict, input.lastSecond(), out);
      }
      return verdict.agrees() ? 0 : 1;
    }
  }

  /** A database that may only be read is no reason to fail. */
  private static void publish(
      InfluxDatabase source, Verdict verdict, long lastSecond, PrintWriter out) {
    try {
      verdict.write(source, lastSecond);
    } catch (InfluxException e) {
      say(out, "The verdict is not in the database: " + e.getMessage());
    }
  }

  /** Fetches the points while it computes them, as soon as it knows of which days. */
  private Oracle.Input compute(
      Database database,
      PointLoader loader,
      List<Measurement> measurements,
      Funnels funnels,
      Steps steps) {
    List<SourceFile> files = oracle.files();
    try (Downloads downloads = new Downloads(loader)) {
      steps.say("Computing from " + files.stream().map(SourceFile::path).toList());
      Oracle.Input input =
          new Oracle(database, funnels, steps)
              .compute(
                  files,
                  oracle.sessionGapSeconds(),
                  name -> !allowLate && named(measurements).contains(name),
                  loaded -> downloads.start(measurements, range(loaded)));
      steps.say(
          "%,d events; %,d malformed rows left out".formatted(input.events(), input.malformed()));
      steps.say("Reading the " + influx);
      measurements.forEach(m -> steps.time(m.name(), () -> downloads.load(m)));
      return input;
    }
  }

  private TimeRange range(Oracle.Input input) {
    return wholeDatabase
        ? TimeRange.ALL
        : TimeRange.daysOf(input.firstSecond(), input.lastSecond());
  }

  private static final String RANGE_NOTE =
      " (the days of the files' events; --whole-database takes all that is there)";

  /** Prints what was found, and counts what is wrong. */
  private long report(
      Database database,
      PointLoader loader,
      List<Measurement> measurements,
      List<Tally> tallies,
      List<Identity.Outcome> outcomes,
      Report report) {
    Comparison comparison = new Comparison(database);
    List<String> differences = new ArrayList<>();
    measurements.forEach(measurement -> differences.addAll(loader.wrongShape(measurement)));
    long points = differences.size() + tallies.stream().mapToLong(Tally::wrong).sum();
    if (!allowLate) {
      report.tallies(tallies);
      for (int i = 0; i < tallies.size() && differences.size() < MOST_DIFFERENCES; i++) {
        if (tallies.get(i).wrong() > 0) {
          int room = MOST_DIFFERENCES - differences.size();
          differences.addAll(comparison.differences(measurements.get(i), room));
        }
      }
    }
    report.differences(differences, MOST_DIFFERENCES);
    if (named(measurements).contains("pipeline")) {
      report.refused(database.number("SELECT coalesce(sum(dead_letter), 0) FROM found_pipeline"));
    }
    report.identities(outcomes);
    long sums = outcomes.stream().mapToLong(Identity.Outcome::violated).sum();
    report.verdict(points == 0, sums == 0, !allowLate);
    return points + sums;
  }

  private List<Measurement> chosen(List<Measurement> all) {
    if (!named(all).containsAll(only)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--measurements: " + only + " should be some of " + named(all));
    }
    return all.stream().filter(m -> only.isEmpty() || only.contains(m.name())).toList();
  }

  private static Set<String> named(List<Measurement> measurements) {
    return measurements.stream().map(Measurement::name).collect(Collectors.toSet());
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
