package io.shopfunnel.bench.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says how it goes: what happens in a line each, and how far the present run is in a line that is
 * written anew on a terminal, and every ten seconds elsewhere.
 */
public final class Display {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final boolean terminal = System.console() != null;
  private String label = "";
  private long all;
  private long start;
  private long last;

  /** Writes there. */
  public Display(PrintStream out) {
    this.out = out;
  }

  /** Something that is worth a line. */
  public synchronized void say(String format, @Nullable Object... values) {
    clear();
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** Something that another program says. */
  synchronized void note(String line) {
    say("  %s", line);
  }

  /** A run over so many events begins. */
  synchronized void begin(String what, long events) {
    label = what;
    all = events;
    start = System.nanoTime();
    last = start;
  }

  /** It has come so far. */
  synchronized void progress(long events) {
    long now = System.nanoTime();
    if (!terminal && now - last < QUIET_NANOS) {
      return;
    }
    last = now;
    String line = line(label, events, all, (now - start) / NANOS);
    out.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
    out.flush();
  }

  static String line(String label, long events, long all, double seconds) {
    double rate = seconds > 0 ? events / seconds : 0;
    String left =
        rate > 0
            ? String.format(Locale.ROOT, ", %.0f s left", Math.max(0, all - events) / rate)
            : "";
    return String.format(
        Locale.ROOT,
        "  %s: %,d of %,d events (%.0f %%), %,.0f/s%s",
        label,
        events,
        all,
        100.0 * events / Math.max(1, all),
        rate,
        left);
  }

  private void clear() {
    if (terminal) {
      out.print("\r\u001b[K");
    }
  }
}
