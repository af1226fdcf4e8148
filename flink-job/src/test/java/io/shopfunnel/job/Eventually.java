package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.api.ThrowingConsumer;

/** Waits for what must come true, as seen from outside; never for time to pass. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private Eventually() {}

  /** Something that can be looked at again and again. */
  @FunctionalInterface
  interface Look<T> {
    T at() throws Exception;
  }

  /**
   * Looks until the assertion holds; after the deadline, its failure is the test's. That something
   * which was made just now is not there yet is a reason to look again, too.
   */
  static <T> T see(Look<T> look, ThrowingConsumer<T> assertion) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        T found = look.at();
        assertThat(found).satisfies(assertion);
        return found;
      } catch (AssertionError | InvalidOptionsException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(INTERVAL.toMillis());
      }
    }
  }
}
