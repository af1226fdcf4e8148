package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.schema.ShopEvent;
import java.time.Duration;
import java.util.List;

/**
 * {@code pipeline}: what became of each record, by the minute of its event time. consumed = valid +
 * dead_letter, and valid = counted + late_dropped + duplicate_dropped.
 */
public final class PipelineMetric implements Metric {
  /** When a record counts that has no usable time: 1970-01-01T00:00. */
  public static final long NO_TIME = 0;

  private static final int CONSUMED = 0;
  private static final int VALID = 1;
  private static final int DEAD_LETTER = 2;
  private static final int LATE_APPLIED = 3;
  private static final int LATE_DROPPED = 4;
  private static final int DUPLICATE_DROPPED = 5;
  private static final int SESSION_MISSING = 6;

  /**
   * An event that is late by up to so much is told by the minute that it is missing from. One row a
   * minute makes that cheap: a year of minutes takes some 100 MB of state.
   */
  private static final Duration KEPT = Duration.ofDays(400);

  private static final CounterFamily FAMILY =
      new CounterFamily(
          "pipeline",
          List.of(Window.MINUTE),
          true,
          KEPT.toMillis(),
          List.of(
              "consumed",
              "valid",
              "dead_letter",
              "late_applied",
              "late_dropped",
              "duplicate_dropped",
              "session_missing"));

  @Override
  public List<TableFamily> families() {
    return List.of(FAMILY);
  }

  /** An event was applied. */
  public void applied(ShopEvent event, boolean late, TableDeltas out) {
    long[] row = valid(event, out);
    if (late) {
      row[LATE_APPLIED]++;
    }
    if (event.session() == null) {
      row[SESSION_MISSING]++;
    }
  }

  /** An event was behind the watermark by more than the allowed lateness. */
  public void lateDropped(ShopEvent event, TableDeltas out) {
    valid(event, out)[LATE_DROPPED]++;
  }

  /** An event had been applied before. */
  public void duplicateDropped(ShopEvent event, TableDeltas out) {
    valid(event, out)[DUPLICATE_DROPPED]++;
  }

  /**
   * A record could not be read; its time is that of the Kafka record. That may be anything that a
   * producer wrote, such as microseconds: what no event could have counts at {@link #NO_TIME}.
   */
  public void deadLetter(long recordTime, TableDeltas out) {
    long time = EventTime.isInRange(recordTime) ? recordTime : NO_TIME;
    long[] row = FAMILY.row(out, Window.MINUTE, time);
    row[CONSUMED]++;
    row[DEAD_LETTER]++;
  }

  private static long[] valid(ShopEvent event, TableDeltas out) {
    long[] row = FAMILY.row(out, Window.MINUTE, event.eventTime());
    row[CONSUMED]++;
    row[VALID]++;
    return row;
  }
}
