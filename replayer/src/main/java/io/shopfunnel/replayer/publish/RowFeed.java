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
import org.jspecify.annotations.Nullable;

/**
 * One round through the sources: what is to be sent, in the order in which it arrives, and how far
 * that is. Knows nothing of Kafka.
 */
final class RowFeed implements Closeable {
  /** After so many rows that were passed over, whoever waits for one hears how far it is. */
  private static final int ROWS_IN_SILENCE = 50_000;

  private final List<Part> parts;
  private final MergedRows rows;
  private final Selection selection;
  private final Disturbance disturbance;
  private final HeldRows held = new HeldRows();
  private final List<HeldRows.Left> left = new ArrayList<>();
  private final SourcePosition[] before;
  private final long[] bad;
  private final long shift;
  private final EventClock clock = new EventClock();
  private long read;
  private boolean ended;

  /**
   * What {@link #next} gave last: the index of its source, or -1; or the held event that it was.
   */
  private int current = -1;

  private HeldRows.@Nullable Held currentHeld;

  private RowFeed(List<Part> parts, MergedRows rows, ReplayPlan plan) {
    this.parts = parts;
    this.rows = rows;
    selection = new Selection(plan.from(), plan.to());
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
      reader.only(plan.from(), plan.to());
      readers.add(reader);
    }
    return new RowFeed(parts, new MergedRows(readers), plan);
  }

  /** The next thing to send, or null at the round's end. What was given before counts as sent. */
  @Nullable Dispatch next() throws IOException {
    settleCurrent();
    while (true) {
      if (!disturbance.none()) {
        currentHeld = held.takeUpTo(ended ? Long.MAX_VALUE : clock.now());
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
    BadRow bad = row.bad();
    if (bad != null && left.get(row.source()).wasRead(row.row())) {
      return settled(row, null);
    }
    if (!selection.takes(row.time() - shift)) {
      ended |= selection.isOver();
      boolean report = selection.passedOver() % ROWS_IN_SILENCE == 0;
      return settled(row, report ? new Dispatch(row.time(), null, null) : null);
    }
    if (bad != null) {
      return settled(row, bad(row.source(), bad));
    }
    Dispatch dispatch = event == null ? null : event(row, event);
    if (dispatch == null) {
      return settled(row, null);
    }
    current = row.source();
    return dispatch;
  }

  /** What need not be read again, whatever becomes of it. */
  private @Nullable Dispatch settled(SourceRow row, @Nullable Dispatch dispatch) {
    before[row.source()] = rows.position(row.source());
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
    clock.see(event.eventTime());
    if (disturbance.none()) {
      return new Dispatch(clock.now(), event, null);
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

  private Dispatch bad(int source, BadRow row) {
    bad[source]++;
    boolean atTheStart = clock.now() == Long.MIN_VALUE;
    return new Dispatch(atTheStart ? ReplayStatus.UNKNOWN : clock.now(), null, row);
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

  /** The event times that were met. */
  EventClock clock() {
    return clock;
  }

  /** How many rows were read. */
  long rowsRead() {
    return read;
  }

  /** How many rows lie outside the asked-for time. */
  long rowsPassedOver() {
    return selection.passedOver();
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
