package io.shopfunnel.replayer.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says once a second how far a synthetic month has come. */
final class GenerateProgress {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long events;
  private final boolean quiet;
  private final long start = System.nanoTime();
  private long lastSaid = start;

  GenerateProgress(long events, boolean quiet) {
    this.events = events;
    this.quiet = quiet;
  }

  void rows(long rows) {
    long now = System.nanoTime();
    if (quiet || now - lastSaid < NANOS || rows == 0) {
      return;
    }
    lastSaid = now;
    double perSecond = rows / ((now - start) / NANOS);
    say(
        "%,d rows (%.0f%%), %,.0f rows/s, %.0f s left",
        rows, 100.0 * rows / events, perSecond, (events - rows) / perSecond);
  }

  void done(String out) {
    double seconds = (System.nanoTime() - start) / NANOS;
    if (!quiet) {
      say("%,d rows in %.1f s (%,.0f rows/s): %s", events, seconds, events / seconds, out);
    }
  }

  private static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }
}
