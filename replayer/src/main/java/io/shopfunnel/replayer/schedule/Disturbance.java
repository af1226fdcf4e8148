package io.shopfunnel.replayer.schedule;

import java.util.SplittableRandom;

/**
 * Disorder on request. How long an event is held back depends on the seed and on the event's place
 * in its source alone, so that a replay that is interrupted goes on in the same disorder.
 *
 * @param disorderMillis an event arrives at most so much after its time
 * @param late the share of events, from 0 to 1, that come later than that
 * @param lateByMillis a late event arrives at most so much after its time
 * @param duplicate the share of events, from 0 to 1, that arrive twice
 * @param seed which disorder of all possible ones
 */
public record Disturbance(
    long disorderMillis, double late, long lateByMillis, double duplicate, long seed) {
  /** Everything in order, once. */
  public static final Disturbance NONE = new Disturbance(0, 0, 0, 0, 0);

  private static final int LEAST_DUPLICATE_MILLIS = 10_000;

  /** Whether events arrive as they stand in the source. */
  public boolean none() {
    return disorderMillis == 0 && late == 0 && duplicate == 0;
  }

  /** By how many milliseconds after its time an event arrives. */
  public long delay(String source, long row) {
    SplittableRandom random = random(source, row, 1);
    if (late > 0 && random.nextDouble() < late) {
      return disorderMillis + 1 + below(random, lateByMillis - disorderMillis);
    }
    return below(random, disorderMillis);
  }

  /** By how many milliseconds after its time an event arrives a second time; -1 if never. */
  public long duplicateDelay(String source, long row) {
    SplittableRandom random = random(source, row, 2);
    if (random.nextDouble() >= duplicate) {
      return -1;
    }
    return below(random, Math.max(disorderMillis, LEAST_DUPLICATE_MILLIS));
  }

  private SplittableRandom random(String source, long row, int purpose) {
    return new SplittableRandom((seed * 31 + source.hashCode()) * 1_000_003 + row * 3 + purpose);
  }

  private static long below(SplittableRandom random, long bound) {
    return bound <= 0 ? 0 : random.nextLong(bound + 1);
  }
}
