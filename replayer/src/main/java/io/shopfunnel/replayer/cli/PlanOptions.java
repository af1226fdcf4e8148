package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.publish.ReplayPlan;
import io.shopfunnel.replayer.schedule.Disturbance;
import io.shopfunnel.replayer.schedule.Pace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to replay and how, as options. */
final class PlanOptions {
  @Option(
      names = "--speed",
      paramLabel = "max|60x",
      description = "As fast as it goes, or a factor of event time. Default: max.")
  private @Nullable String speed;

  @Option(
      names = "--rate",
      paramLabel = "5000/s",
      description = "So many events a second, in place of --speed.")
  private @Nullable String rate;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only events from this time on: 2019-12-24 or '2019-12-24 18:00:00' (UTC).")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only events before this time.")
  private @Nullable String to;

  @Option(
      names = "--shift-to",
      paramLabel = "now|TIME",
      description =
          "Move the first event (or --from, where that is later) to this time, and all others with"
              + " it. A replay that goes on keeps its times.")
  private @Nullable String shiftTo;

  @Option(
      names = "--loop",
      arity = "0..1",
      fallbackValue = "0",
      paramLabel = "N",
      description = "Begin again at the end, later by whole days: N times in all, or for ever.")
  private int rounds = 1;

  @Option(
      names = "--disorder",
      paramLabel = "30s",
      description = "Events arrive up to so much (of event time) after their time.")
  private @Nullable String disorder;

  @Option(
      names = "--late",
      paramLabel = "0.1%",
      description = "The share of events that arrive later than --disorder.")
  private @Nullable String late;

  @Option(
      names = "--late-by",
      paramLabel = "2h",
      description = "By how much late events are late at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "2h")
  private String lateBy = "2h";

  @Option(
      names = "--duplicate",
      paramLabel = "0.1%",
      description = "The share of events that arrive twice.")
  private @Nullable String duplicate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Which disorder. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed;

  @Option(names = "--again", description = "Send a finished replay (or a changed file) once more.")
  private boolean again;

  @Option(
      names = "--max-bad-rows",
      paramLabel = "N",
      description =
          "Stop after more bad rows than this; each goes to the dead letters."
              + " Default: ${DEFAULT-VALUE}.",
      defaultValue = "1000")
  private long maxBadRows;

  @Option(
      names = "--commit-interval",
      paramLabel = "1s",
      description = "How long events wait for their commit. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1s")
  private String commitInterval = "1s";

  /** What is wrong with them, a sentence each. */
  List<String> mistakes() {
    return Checked.failuresOf(
        this::begin,
        this::end,
        this::checkRange,
        this::checkNumbers,
        this::shift,
        this::bound,
        this::lateBound,
        this::lateShare,
        this::twice,
        this::checkLate,
        this::pace,
        this::commit);
  }

  /** The plan, of options without a mistake. */
  ReplayPlan plan() {
    return new ReplayPlan(
        begin(), end(), shift(), rounds, disturbance(), pace(), again, maxBadRows, commit());
  }

  private long begin() {
    return from == null ? Long.MIN_VALUE : OptionText.time("--from", from);
  }

  private long end() {
    return to == null ? Long.MAX_VALUE : OptionText.time("--to", to);
  }

  private void checkRange() {
    if (Checked.failuresOf(this::begin, this::end).isEmpty() && begin() >= end()) {
      throw new UserMistake("--from must be before --to.");
    }
  }

  private void checkNumbers() {
    if (maxBadRows < 0 || rounds < 0) {
      throw new UserMistake("--max-bad-rows and --loop are at least 0.");
    }
  }

  private Duration commit() {
    return OptionText.duration("--commit-interval", commitInterval);
  }

  private @Nullable Long shift() {
    if (shiftTo == null) {
      return null;
    }
    return shiftTo.equals("now")
        ? System.currentTimeMillis()
        : OptionText.time("--shift-to (where it is not now)", shiftTo);
  }

  private Disturbance disturbance() {
    Disturbance wanted = new Disturbance(bound(), lateShare(), lateBound(), twice(), seed);
    return wanted.none() ? Disturbance.NONE : wanted;
  }

  private long bound() {
    long bound = disorder == null ? 0 : OptionText.duration("--disorder", disorder).toMillis();
    if (bound > Duration.ofHours(1).toMillis()) {
      throw new UserMistake("--disorder is at most 1h.");
    }
    return bound;
  }

  private long lateBound() {
    return OptionText.duration("--late-by", lateBy).toMillis();
  }

  private double lateShare() {
    return late == null ? 0 : OptionText.share("--late", late);
  }

  private double twice() {
    return duplicate == null ? 0 : OptionText.share("--duplicate", duplicate);
  }

  private void checkLate() {
    boolean readable = Checked.failuresOf(this::bound, this::lateBound).isEmpty();
    if (late != null && readable && lateBound() <= bound()) {
      throw new UserMistake("--late-by must be more than --disorder.");
    }
  }

  private Pace pace() {
    if (speed != null && rate != null) {
      throw new UserMistake("--speed and --rate exclude each other.");
    }
    try {
      return rate != null ? Pace.ofRate(rate) : Pace.ofSpeed(speed == null ? "max" : speed);
    } catch (IllegalArgumentException e) {
      throw new UserMistake(String.valueOf(e.getMessage()));
    }
  }
}
