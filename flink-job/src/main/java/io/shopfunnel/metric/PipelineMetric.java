package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.schema.EventTime;
import io.shopfunnel.table.CounterFamily;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
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
          true,
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

  /**
   * Every event that is applied counts; what is dropped is told by {@link #lateDropped} and {@link
   * #duplicateDropped}.
   */
  @Override
  public void follow(Tables tables, Followers followers) {
    TableSlot minutes = tables.slot(FAMILY, Window.MINUTE);
    followers.counter(event -> applied(event, minutes));
  }

  private static void applied(LedgerEvent event, TableSlot minutes) {
    valid(event.time(), minutes)
        .add(LATE_APPLIED, event.late() ? 1 : 0)
        .add(SESSION_MISSING, event.hasSession() ? 0 : 1);
  }

  private static TableSlot valid(long time, TableSlot minutes) {
    return minutes.row(time).add(CONSUMED, 1).add(VALID, 1);
  }

  /** An event was behind the watermark by more than the allowed lateness. */
  public static void lateDropped(long eventTime, Tables tables) {
    valid(eventTime, tables.slot(FAMILY, Window.MINUTE)).add(LATE_DROPPED, 1);
  }

  /** An event had been applied before. */
  public static void duplicateDropped(long eventTime, Tables tables) {
    valid(eventTime, tables.slot(FAMILY, Window.MINUTE)).add(DUPLICATE_DROPPED, 1);
  }

  /**
   * A record could not be read; its time is that of the Kafka record. That may be anything that a
   * producer wrote, such as microseconds: what no event could have counts at {@link #NO_TIME}.
   */
  public static void deadLetter(long recordTime, Tables tables) {
    long time = EventTime.isInRange(recordTime) ? recordTime : NO_TIME;
    tables.slot(FAMILY, Window.MINUTE).row(time).add(CONSUMED, 1).add(DEAD_LETTER, 1);
  }
}
