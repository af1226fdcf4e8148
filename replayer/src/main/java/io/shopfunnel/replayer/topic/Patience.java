package io.shopfunnel.replayer.topic;

import io.shopfunnel.replayer.schedule.NanoClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks again for what one broker may not know yet. Under ZooKeeper the controller tells the
 * brokers of a new topic one after the other, and a broker that has just come back knows no topic
 * at all until it is told: so an answer that something is missing is believed only when it stays
 * the same for a while.
 */
public final class Patience {
  /** How long an answer must stay the same. Mostly the brokers know within a tenth of a second. */
  public static final Duration LONGEST = Duration.ofSeconds(5);

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

  private final NanoClock clock;
  private final Duration longest;

  /** The patience of the commands. */
  public Patience() {
    this(NanoClock.system(), LONGEST);
  }

  public Patience(NanoClock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  /** What the first look that is enough has seen, or else the last one before patience ends. */
  public <T> T look(Supplier<T> look, Predicate<T> enough) throws InterruptedException {
    long start = clock.nanos();
    T seen = look.get();
    while (!enough.test(seen) && clock.nanos() - start < longest.toNanos()) {
      clock.sleep(BETWEEN_LOOKS);
      seen = look.get();
    }
    return seen;
  }

  /**
   * What the first attempt that does not fail gives; or the failure of the last one before patience
   * ends, or of one that will not pass by itself.
   *
   * @param passing tells failures that may be gone in a moment
   */
  public <T> T insist(Supplier<T> attempt, Predicate<RuntimeException> passing)
      throws InterruptedException {
    Optional<T> done =
        look(
            () -> {
              try {
                return Optional.of(attempt.get());
              } catch (RuntimeException failure) {
                if (!passing.test(failure)) {
                  throw failure;
                }
                return Optional.empty();
              }
            },
            Optional::isPresent);
    return done.isPresent() ? done.get() : attempt.get();
  }
}
