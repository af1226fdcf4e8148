package io.shopfunnel.replayer.cli;

import io.shopfunnel.replayer.publish.ReplayStatus;
import io.shopfunnel.schema.EventTime;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says once a second on standard error how a replay goes: in one line that is written anew on a
 * terminal, in plain lines elsewhere.
 */
final class ReplayDisplay {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST_SECONDS_SHOWN = 100 * 3600L;

  private final ReplayStatus status;
  private final boolean quiet;
  private final boolean terminal = System.console() != null;
  private final long start = System.nanoTime();
  private long end;
  private long rowsBefore;

  ReplayDisplay(ReplayStatus status, boolean quiet) {
    this.status = status;
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
    String line = line();
    System.err.print(terminal ? "\r" + line + "\u001b[K" : line + "\n");
  }

  private String line() {
    long rows = status.rowsRead();
    long perSecond = rows - rowsBefore;
    rowsBefore = rows;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%,d rows, %,d/s", rows, perSecond));
    if (status.eventTime() >= 0) {
      line.append(", at ").append(EventTime.format(status.eventTime()));
    }
    double share = status.share();
    if (share >= 0) {
      line.append(String.format(Locale.ROOT, ", %.1f%%", share * 100)).append(timeLeft(share));
    }
    if (status.lagNanos() > 0) {
      line.append(String.format(Locale.ROOT, ", lag %.1f s", status.lagNanos() / NANOS));
    }
    if (status.round() > 0) {
      line.append(", round ").append(status.round() + 1);
    }
    return line.append(", ").append(status.badRows()).append(" bad rows").toString();
  }

  private String timeLeft(double share) {
    double done = share - status.shareAtStart();
    if (done <= 0) {
      return "";
    }
    long left = (long) ((System.nanoTime() - start) / NANOS * (1 - share) / done);
    if (left > MOST_SECONDS_SHOWN) {
      return "";
    }
    Duration time = Duration.ofSeconds(left);
    return ", %d:%02d:%02d left"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }
}
