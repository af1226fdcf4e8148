package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelProgress;

/**
 * What an actor amounts to in the counts at some moment.
 *
 * @param depth the deepest step it has reached; 0 before its entry
 * @param excluded whether it would have come deeper without the exclusions
 * @param pending whether an event that is not late may still move it
 * @param bucket its bucket in the histogram of times to convert, or -1
 * @param late how many late events are among its events
 */
record FunnelStanding(int depth, boolean excluded, boolean pending, int bucket, int late) {
  /** Of an actor that has not entered. */
  static final FunnelStanding NOTHING = new FunnelStanding(0, false, false, -1, 0);

  static FunnelStanding of(FunnelProgress progress, boolean pending) {
    if (progress.entry() == null) {
      return NOTHING;
    }
    long time = progress.timeToConvert();
    int bucket = time == FunnelProgress.NOT_CONVERTED ? -1 : TimeToConvert.bucketOf(time);
    return new FunnelStanding(
        progress.depth(), progress.excluded(), pending, bucket, progress.lateApplied());
  }
}
