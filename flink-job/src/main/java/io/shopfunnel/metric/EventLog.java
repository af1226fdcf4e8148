package io.shopfunnel.metric;

import io.shopfunnel.schema.BinaryEventCodec;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Events of one key, each with a mark that says whether it came behind the watermark. */
final class EventLog {
  private static final ShopEvent[] NONE = new ShopEvent[0];
  private static final boolean[] NO_MARKS = new boolean[0];

  private ShopEvent[] events = NONE;
  private boolean[] late = NO_MARKS;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  ShopEvent event(int index) {
    return events[index];
  }

  boolean late(int index) {
    return late[index];
  }

  ShopEvent last() {
    return events[size - 1];
  }

  void add(ShopEvent event, boolean isLate) {
    if (size == events.length) {
      int room = Math.max(4, size + (size >> 1));
      events = Arrays.copyOf(events, room);
      late = Arrays.copyOf(late, room);
    }
    events[size] = event;
    late[size++] = isLate;
  }

  /** The earliest event time, or {@link Long#MAX_VALUE} for an empty log. */
  long earliestTime() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      earliest = Math.min(earliest, events[i].eventTime());
    }
    return earliest;
  }

  void write(DataOutput out, BinaryEventCodec codec) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      codec.write(events[i], out);
      out.writeBoolean(late[i]);
    }
  }

  static EventLog read(DataInput in, BinaryEventCodec codec) throws IOException {
    EventLog log = new EventLog();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      log.add(codec.read(in), in.readBoolean());
    }
    return log;
  }

  /** Takes out the events up to that time, in the total order, and leaves the rest. */
  EventLog takeUpTo(long time) {
    EventLog taken = new EventLog();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (events[i].eventTime() <= time) {
        taken.add(events[i], late[i]);
      } else {
        events[kept] = events[i];
        late[kept++] = late[i];
      }
    }
    shrinkTo(kept);
    taken.sort();
    return taken;
  }

  private void shrinkTo(int kept) {
    Arrays.fill(events, kept, size, null);
    size = kept;
    if (kept == 0) {
      events = NONE;
      late = NO_MARKS;
    }
  }

  /** Sorts in the total order. Few keys have more than a handful of events that need it. */
  private void sort() {
    boolean sorted = true;
    for (int i = 1; i < size && sorted; i++) {
      sorted = ShopEvent.TOTAL_ORDER.compare(events[i - 1], events[i]) <= 0;
    }
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    ShopEvent[] unsorted = events;
    boolean[] unsortedLate = late;
    Arrays.sort(order, (a, b) -> ShopEvent.TOTAL_ORDER.compare(unsorted[a], unsorted[b]));
    events = new ShopEvent[size];
    late = new boolean[size];
    for (int i = 0; i < size; i++) {
      events[i] = unsorted[order[i]];
      late[i] = unsortedLate[order[i]];
    }
  }

  /** The events of two logs in the total order. */
  static EventLog merge(EventLog left, EventLog right) {
    EventLog merged = new EventLog();
    int l = 0;
    int r = 0;
    while (l < left.size || r < right.size) {
      boolean fromLeft =
          r == right.size
              || (l < left.size
                  && ShopEvent.TOTAL_ORDER.compare(left.events[l], right.events[r]) <= 0);
      if (fromLeft) {
        merged.add(left.events[l], left.late[l++]);
      } else {
        merged.add(right.events[r], right.late[r++]);
      }
    }
    return merged;
  }

  /** Whether a sorted log holds an event with the place in the order, and so the identity. */
  boolean contains(ShopEvent event) {
    return size > 0 && Arrays.binarySearch(events, 0, size, event, ShopEvent.TOTAL_ORDER) >= 0;
  }

  /** Takes out the first events of a sorted log. */
  void dropFirst(int count) {
    System.arraycopy(events, count, events, 0, size - count);
    System.arraycopy(late, count, late, 0, size - count);
    shrinkTo(size - count);
  }
}
