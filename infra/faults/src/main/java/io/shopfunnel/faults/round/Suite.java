package io.shopfunnel.faults.round;

import io.shopfunnel.faults.fault.Fault;
import io.shopfunnel.faults.fault.MissedException;
import io.shopfunnel.faults.report.Results;
import io.shopfunnel.faults.report.RoundResult;
import io.shopfunnel.faults.stage.Cluster;
import io.shopfunnel.faults.stage.FaultsException;
import io.shopfunnel.faults.stage.Folders;
import io.shopfunnel.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Plays the rounds that have not been played yet, on one stack. */
public final class Suite {
  private static final int MOST_MISSES = 5;
  private static final double MILLIS = 1_000;

  private final Cluster cluster;
  private final Path folder;
  private final Results results;
  private final Inputs inputs;
  private final Progress progress;
  private final String commit;

  /**
   * A suite.
   *
   * @param folder for files and logs
   * @param results where results are kept
   * @param commit that is tested
   */
  public Suite(
      Cluster cluster, Path folder, Results results, SuiteSize size, String commit, Progress out) {
    this.cluster = cluster;
    this.folder = folder;
    this.results = results;
    this.progress = out;
    this.commit = commit;
    this.inputs = new Inputs(cluster, folder, size.seed(), size.events(), out::say);
    inputs.clear();
  }

  /** Plays them, and tells whether all were as they should be. */
  public boolean play(List<RoundPlan> plans) {
    progress.begin(plans, results);
    boolean well = true;
    for (RoundPlan plan : plans) {
      var impediment = plan.fault().impediment(cluster);
      if (impediment.isPresent()) {
        progress.skipped(plan, impediment.get());
        continue;
      }
      RoundResult result = untilItHits(plan);
      if (cluster.isClosing()) {
        throw new FaultsException("stopped; the same command goes on with this round");
      }
      results.add(result);
      progress.done(plan, result);
      well = well && result.same();
    }
    return well;
  }

  private RoundResult untilItHits(RoundPlan plan) {
    for (int misses = 0; misses < MOST_MISSES; misses++) {
      try {
        return play(plan);
      } catch (MissedException missed) {
        progress.say("  missed (%s), once more".formatted(missed.getMessage()));
      }
    }
    throw new FaultsException(
        "%s has missed the job %d times: give the round more --events."
            .formatted(plan.fault().name(), MOST_MISSES));
  }

  private RoundResult play(RoundPlan plan) {
    Fault fault = plan.fault();
    PreparedInput input = inputs.get(fault.input());
    Instant begin = Instant.now();
    Path own = folder.resolve("rounds").resolve(fault.name() + "-" + plan.number());
    Folders.delete(own);
    create(own);
    String group = "faults-%s-%d-%d".formatted(fault.name(), plan.number(), begin.toEpochMilli());
    var points = cluster.emptyDatabase(Round.DATABASE);
    Round round = new Round(cluster, plan, input, group, own.resolve("programs.log"));
    try {
      Strike strike = playAndHeal(round);
      var findings = new Judge(cluster, points, own).look(fault, input, round.junk());
      if (findings.mistakes().isEmpty()) {
        Folders.delete(own);
      }
      return result(plan, input, round, strike, findings, begin);
    } catch (CompletionException failed) {
      return failure(plan, input, round, String.valueOf(failed.getCause()), begin);
    } catch (FaultsException | StackException failed) {
      return failure(plan, input, round, String.valueOf(failed.getMessage()), begin);
    }
  }

  /** Whatever came of the round, the next one finds the stack as this one did. */
  private Strike playAndHeal(Round round) {
    try {
      return round.play();
    } finally {
      cluster.heal();
    }
  }

  private RoundResult result(
      RoundPlan plan,
      PreparedInput input,
      Round round,
      Strike strike,
      Judge.Findings findings,
      Instant begin) {
    long missing = input.events() - findings.account().counted();
    return new RoundResult(
        plan.fault().name(),
        plan.number(),
        plan.seed(),
        plan.course().words(),
        findings.mistakes().isEmpty(),
        findings.mistakes().isEmpty() ? "same" : String.join("; ", findings.mistakes()),
        String.join("; ", round.notes()),
        input.events(),
        findings.points(),
        Math.max(0, missing),
        Math.max(0, -missing),
        strike.outageSeconds(),
        strike.recoverySeconds(),
        seconds(begin),
        commit,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private RoundResult failure(
      RoundPlan plan, PreparedInput input, Round round, String verdict, Instant begin) {
    // Nothing was measured, and what was lost cannot be told.
    Strike none = new Strike(begin, begin, begin);
    return result(plan, input, round, none, Judge.Findings.failed(verdict, input), begin);
  }

  private static double seconds(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / MILLIS;
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new FaultsException("Cannot make " + folder + ": " + e.getMessage(), e);
    }
  }
}
