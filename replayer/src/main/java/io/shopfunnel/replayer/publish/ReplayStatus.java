package io.shopfunnel.replayer.publish;

import java.util.function.LongSupplier;

/** How a replay goes, for those who watch it: one thread writes, others read. */
public final class ReplayStatus {
  /** Where a number is not known. */
  public static final long UNKNOWN = -1;

  private volatile long rowsRead;
  private volatile long sent;
  private volatile long committed;
  private volatile long badRows;
  private volatile long passedOver;
  private volatile long outOfOrder;
  private volatile long furthestBehindMillis;
  private long rowsBefore;
  private long passedOverBefore;
  private long outOfOrderBefore;
  private volatile long eventTime = UNKNOWN;
  private volatile long lagNanos;
  private volatile long greatestLagNanos;
  private volatile LongSupplier bytesRead = () -> 0;
  private volatile long bytesTotal = UNKNOWN;
  private volatile long bytesAtStart;
  private volatile long resumedAtRow;
  private volatile int round;
  private volatile boolean nothingToDo;
  private volatile boolean stopped;

  void totals(long bytes, long resumedRows) {
    bytesTotal = bytes;
    resumedAtRow = resumedRows;
  }

  void round(int number, LongSupplier bytes) {
    round = number;
    bytesAtStart = bytes.getAsLong();
    bytesRead = bytes;
    rowsBefore = rowsRead;
    passedOverBefore = passedOver;
    outOfOrderBefore = outOfOrder;
  }

  void stoppedBeforeTheEnd() {
    stopped = true;
  }

  void nothingToDo() {
    nothingToDo = true;
  }

  void update(RowFeed feed, long sentNow, long time, long lag) {
    rowsRead = rowsBefore + feed.rowsRead();
    badRows = feed.badRows();
    passedOver = passedOverBefore + feed.rowsPassedOver();
    outOfOrder = outOfOrderBefore + feed.clock().outOfOrder();
    furthestBehindMillis = Math.max(furthestBehindMillis, feed.clock().furthestBehind());
    sent = sentNow;
    eventTime = time;
    lagNanos = lag;
    greatestLagNanos = Math.max(greatestLagNanos, lag);
  }

  void committed(long events) {
    committed = events;
  }

  /** Rows that this process has read. */
  public long rowsRead() {
    return rowsRead;
  }

  /** Events that this process has sent; not all of them are committed yet. */
  public long sent() {
    return sent;
  }

  /** Events that this process has sent and committed. */
  public long committed() {
    return committed;
  }

  /** Bad rows of the whole replay, those of earlier processes too. */
  public long badRows() {
    return badRows;
  }

  /** Rows outside the asked-for time. */
  public long passedOver() {
    return passedOver;
  }

  /** Events whose time in the sources is before that of one further up. */
  public long outOfOrder() {
    return outOfOrder;
  }

  /** By how many milliseconds of event time the furthest of them is behind. */
  public long furthestBehindMillis() {
    return furthestBehindMillis;
  }

  /** The event time reached, in milliseconds since the epoch. */
  public long eventTime() {
    return eventTime;
  }

  /** By how much the last event was behind its schedule. */
  public long lagNanos() {
    return lagNanos;
  }

  /** The greatest lag of any event. */
  public long greatestLagNanos() {
    return greatestLagNanos;
  }

  /** The share of the files' bytes that were read, from 0 to 1; {@link #UNKNOWN} if not known. */
  public double share() {
    return bytesTotal <= 0 ? UNKNOWN : Math.min(1.0, (double) bytesRead.getAsLong() / bytesTotal);
  }

  /** The share that was done before this process began. */
  public double shareAtStart() {
    return bytesTotal <= 0 ? 0 : (double) bytesAtStart / bytesTotal;
  }

  /** How many rows earlier processes had done. */
  public long resumedAtRow() {
    return resumedAtRow;
  }

  /** The round through the sources, from 0. */
  public int round() {
    return round;
  }

  /** Whether it was stopped before its end. */
  public boolean isStopped() {
    return stopped;
  }

  /** Whether all sources had been replayed before. */
  public boolean isNothingToDo() {
    return nothingToDo;
  }
}
