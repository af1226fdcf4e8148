package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.publish.ReplayStatus;
import io.shopfunnel.schema.EventTime;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says on standard error how a replay goes: on a terminal in one line that is written anew each
 * second, elsewhere in a plain line at first and then every ten seconds.
 */
final class ReplayDisplay {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double SECONDS_BETWEEN_PLAIN_LINES = 10;
  private static final long MOST_SECONDS_SHOWN = 100 * 3600L;

  private final ReplayStatus status;
  private final int rounds;
  private final boolean quiet;
  private final boolean terminal = System.console() != null;
  private final long start = System.nanoTime();
  private long end;
  private double saidAt;
  private long rowsSaid;
  private int round;
  private double roundBeganAt;

  /**
   * @param rounds how often the sources are sent; 0 without end
   */
  ReplayDisplay(ReplayStatus status, int rounds, boolean quiet) {
    this.status = status;
    this.rounds = rounds;
    this.quiet = quiet;
  }

  /** Ends the display when it is closed. */
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  Running start() {
    if (quiet) {
      return () -> end = System.nanoTime();
    }
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "replay-display");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(this::say, 1, 1, TimeUnit.SECONDS);
    return () -> {
      end = System.nanoTime();
      timer.shutdown();
      if (terminal) {
        System.err.print("\r\u001b[K");
      }
    };
  }

  double seconds() {
    return ((end == 0 ? System.nanoTime() : end) - start) / NANOS;
  }

  private void say() {
    String line = line(seconds());
    if (!line.isEmpty()) {
      System.err.print(terminal ? "\r" + line + "\u001b[K" : line + "\n");
    }
  }

  /**
   * What there is to say after so many seconds; empty where it is too early for another plain line.
   */
  String line(double now) {
    if (status.round() != round) {
      round = status.round();
      roundBeganAt = now;
    }
    if (!terminal && saidAt > 0 && now - saidAt < SECONDS_BETWEEN_PLAIN_LINES) {
      return "";
    }
    long rows = status.rowsRead();
    double perSecond = (rows - rowsSaid) / (now - saidAt);
    rowsSaid = rows;
    saidAt = now;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d rows, %,.0f/s", rows, perSecond));
    if (status.eventTime() >= 0) {
      line.append(", at ").append(EventTime.format(status.eventTime()));
    }
    if (rounds != 1) {
      line.append(", round ").append(round + 1).append(rounds == 0 ? "" : " of " + rounds);
    }
    double share = status.share();
    if (share >= 0) {
      line.append(String.format(Locale.ROOT, ", %.1f%%", share * 100));
      line.append(rounds == 1 ? "" : " of it").append(timeLeft(share, now - roundBeganAt));
    }
    if (status.lagNanos() > 0) {
      line.append(String.format(Locale.ROOT, ", lag %.1f s", status.lagNanos() / NANOS));
    }
    return line.append(", ").append(status.badRows()).append(" bad rows").toString();
  }

  private String timeLeft(double share, double seconds) {
    double done = share - status.shareAtStart();
    if (done <= 0) {
      return "";
    }
    long left = (long) (seconds * (1 - share) / done);
    if (left > MOST_SECONDS_SHOWN) {
      return "";
    }
    Duration time = Duration.ofSeconds(left);
    return ", %d:%02d:%02d left"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
