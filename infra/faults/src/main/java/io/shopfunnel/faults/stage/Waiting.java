package io.shopfunnel.faults.stage;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes sooner or later, and says what did not. */
public final class Waiting {
  /** Longer than any recovery that could still be called one. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final long POLL_MS = 100;

  private Waiting() {}

  /**
   * Returns when it holds.
   *
   * @param what it is that is waited for, to be read after "within 300 s"
   * @throws FaultsException when it does not hold in time
   */
  public static void until(String what, BooleanSupplier holds) {
    if (!comesTrue(holds)) {
      throw new FaultsException(missing(what));
    }
  }

  /**
   * The same, where there is more to tell of what did not come.
   *
   * @param seen how things stand, asked for when patience has ended
   */
  static void until(String what, BooleanSupplier holds, Supplier<String> seen) {
    if (!comesTrue(holds)) {
      throw new FaultsException(missing(what) + "; " + seen.get());
    }
  }

  private static String missing(String what) {
    return "not within %d s: %s".formatted(PATIENCE.toSeconds(), what);
  }

  private static boolean comesTrue(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(Duration.ofMillis(POLL_MS));
    }
    return true;
  }

  /** Lets so much time pass, as an outage takes. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FaultsException("interrupted", stop);
    }
  }
}
