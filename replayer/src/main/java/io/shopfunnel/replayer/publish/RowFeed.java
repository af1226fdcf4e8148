package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.csv.BadRow;
import io.shopfunnel.replayer.csv.EventRecord;
import io.shopfunnel.replayer.csv.InputMistake;
import io.shopfunnel.replayer.csv.MergedRows;
import io.shopfunnel.replayer.csv.SourcePosition;
import io.shopfunnel.replayer.csv.SourceReader;
import io.shopfunnel.replayer.csv.SourceRow;
import io.shopfunnel.replayer.schedule.Disturbance;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One round through the sources: what is to be sent, in the order in which it arrives, and how far
 * that is. Knows nothing of Kafka.
 */
final class RowFeed implements Closeable {
  /** Files are in order of time, give or take; so much past the end, the rest is not read. */
  private static final long OVERSHOOT_MILLIS = TimeUnit.HOURS.toMillis(1);

  private final List<Part> parts;
  private final MergedRows rows;
  private final ReplayPlan plan;
  private final Disturbance disturbance;
  private final HeldRows held = new HeldRows();
  private final List<HeldRows.Left> left = new ArrayList<>();
  private final SourcePosition[] before;
  private final long[] bad;
  private final long shift;
  private long clock = Long.MIN_VALUE;
  private long lastTime = Long.MIN_VALUE;
  private long read;
  private long passedOver;
  private boolean ended;

  /**
   * What {@link #next} gave last: the index of its source, or -1; or the held event that it was.
   */
  private int current = -1;

  private HeldRows.@Nullable Held currentHeld;

  private RowFeed(List<Part> parts, MergedRows rows, ReplayPlan plan) {
    this.parts = parts;
    this.rows = rows;
    this.plan = plan;
    disturbance = plan.disturbance();
    shift = parts.get(0).progress().shift();
    before = new SourcePosition[parts.size()];
    bad = new long[parts.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = rows.position(i);
      bad[i] = parts.get(i).progress().bad();
      left.add(new HeldRows.Left(parts.get(i).progress().held()));
    }
  }

  static RowFeed open(List<Part> parts, ReplayPlan plan) throws InputMistake, IOException {
    List<SourceReader> readers = new ArrayList<>();
    for (Part part : parts) {
      Progress progress = part.progress();
      SourceReader reader =
          SourceReader.open(part.source(), readers.size(), part.eventSource(), progress.position());
      reader.shiftBy(progress.shift());
      readers.add(reader);
    }
    return new RowFeed(parts, new MergedRows(readers), plan);
  }

  /** The next thing to send, or null at the round's end. What was given before counts as sent. */
  @Nullable Dispatch next() throws IOException {
    settleCurrent();
    while (true) {
      if (!disturbance.none()) {
        currentHeld = held.takeUpTo(ended ? Long.MAX_VALUE : clock);
        if (currentHeld != null) {
          return new Dispatch(currentHeld.arrival(), currentHeld.event(), null);
        }
      }
      SourceRow row = ended ? null : rows.read();
      if (row == null && ended) {
        return null;
      }
      ended |= row == null;
      Dispatch dispatch = row == null ? null : dispatch(row);
      if (dispatch != null) {
        return dispatch;
      }
    }
  }

  private @Nullable Dispatch dispatch(SourceRow row) {
    read++;
    EventRecord event = row.event();
    Dispatch dispatch = event == null ? bad(row) : event(row, event);
    if (dispatch == null || event == null) {
      before[row.source()] = rows.position(row.source());
    } else {
      current = row.source();
    }
    return dispatch;
  }

  private void settleCurrent() {
    if (current >= 0) {
      before[current] = rows.position(current);
      current = -1;
    }
    currentHeld = null;
  }

  private @Nullable Dispatch event(SourceRow row, EventRecord event) {
    long time = event.eventTime() - shift;
    if (time < plan.from() || time >= plan.to()) {
      passedOver++;
      ended = time >= plan.to() && time - OVERSHOOT_MILLIS >= plan.to();
      return null;
    }
    lastTime = Math.max(lastTime, event.eventTime());
    clock = Math.max(clock, event.eventTime());
    if (disturbance.none()) {
      return new Dispatch(clock, event, null);
    }
    hold(row, event);
    return null;
  }

  private void hold(SourceRow row, EventRecord event) {
    int source = row.source();
    String name = parts.get(source).eventSource();
    SourcePosition place = before[source];
    if (left.get(source).isToBeSent(row.row(), false)) {
      long arrival = event.eventTime() + disturbance.delay(name, row.row());
      held.add(arrival, source, row.row(), false, place, event);
    }
    long again = disturbance.duplicateDelay(name, row.row());
    if (again >= 0 && left.get(source).isToBeSent(row.row(), true)) {
      held.add(event.eventTime() + again, source, row.row(), true, place, event);
    }
  }

  private @Nullable Dispatch bad(SourceRow row) {
    BadRow badRow = row.bad();
    if (badRow == null || left.get(row.source()).wasRead(row.row())) {
      return null;
    }
    long near = badRow.near() - shift;
    if (near < plan.from() || near >= plan.to()) {
      passedOver++;
      return null;
    }
    bad[row.source()]++;
    return new Dispatch(clock == Long.MIN_VALUE ? badRow.near() : clock, null, badRow);
  }

  /** Notes how far the parts have come before the event that {@link #next} gave last. */
  void noteProgressBeforeCurrent() {
    HeldRows.Held unsent = currentHeld;
    if (unsent != null) {
      held.putBack(unsent);
    }
    note(before);
    if (unsent != null) {
      currentHeld = held.takeUpTo(Long.MAX_VALUE);
    }
  }

  /** Notes how far the parts have come, what {@link #next} gave last being sent. */
  void noteProgress() {
    settleCurrent();
    note(before);
  }

  private void note(SourcePosition[] reachedBySource) {
    for (int i = 0; i < parts.size(); i++) {
      Progress old = parts.get(i).progress();
      SourcePosition reached = reachedBySource[i];
      parts
          .get(i)
          .progress(
              new Progress(
                  old.size(),
                  old.fingerprint(),
                  old.run(),
                  old.round(),
                  held.restart(i, reached),
                  held.describe(i, reached),
                  bad[i],
                  old.shift(),
                  false));
    }
  }

  /** The greatest event time that was sent, or {@link Long#MIN_VALUE}. */
  long lastTime() {
    return lastTime;
  }

  /** How many rows were read. */
  long rowsRead() {
    return read;
  }

  /** How many rows lie outside the asked-for time. */
  long rowsPassedOver() {
    return passedOver;
  }

  /** How many bad rows there are, those of earlier runs of the same replay too. */
  long badRows() {
    long sum = 0;
    for (long count : bad) {
      sum += count;
    }
    return sum;
  }

  /** How many bytes of the files were read. */
  long bytesRead() {
    return rows.bytesRead();
  }

  /** Which row of which file was read last, for the words of an error. */
  String place() {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      places.add(parts.get(i).source().label() + " after row " + rows.position(i).row());
    }
    return String.join(", ", places);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
