package io.shopfunnel.replayer.publish;

import java.util.concurrent.TimeUnit;

/** Which rows are asked for by their time, and when no more of them can be expected. */
final class Selection {
  /**
   * Files are in order of time, give or take: so many rows in a run, all of them so much past the
   * end, and the rest is not read. A few rows with a wrong time do not end it.
   */
  static final int ROWS_PAST_THE_END = 10_000;

  private static final long OVERSHOOT_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final long from;
  private final long to;
  private long passedOver;
  private int pastTheEnd;

  /**
   * @param from the first time that is asked for
   * @param to the first time after it that is not
   */
  Selection(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** Whether a row of this time is asked for; one that is not counts as passed over. */
  boolean takes(long time) {
    boolean past = time >= to && time - OVERSHOOT_MILLIS >= to;
    pastTheEnd = past ? pastTheEnd + 1 : 0;
    boolean taken = time >= from && time < to;
    passedOver += taken ? 0 : 1;
    return taken;
  }

  boolean isOver() {
    return pastTheEnd >= ROWS_PAST_THE_END;
  }

  long passedOver() {
    return passedOver;
  }
}
