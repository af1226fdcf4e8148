package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;
import java.util.Arrays;

/** Some events of one user, by their addresses; used again and again. */
final class EventRun {
  private static final int SMALL = 12;

  private int[] events = new int[64];
  private int[] spare = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int event) {
    if (size == events.length) {
      events = Arrays.copyOf(events, 2 * size);
    }
    events[size++] = event;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return events[index];
  }

  /** Keeps the first so many. */
  void truncate(int kept) {
    size = kept;
  }

  void set(int index, int event) {
    events[index] = event;
  }

  /** Adds the events of a list that is linked through their rows. */
  void addLinked(Arena arena, int first) {
    for (int event = first; event != Arena.NONE; event = EventRow.next(arena, event)) {
      add(event);
    }
  }

  /** Sorts in the total order. Few users have more than a handful of events that need it. */
  void sort(Arena arena, Texts texts) {
    if (!isSorted(arena, texts)) {
      if (spare.length < size) {
        spare = new int[events.length];
      }
      sort(arena, texts, 0, size);
    }
  }

  private boolean isSorted(Arena arena, Texts texts) {
    for (int i = 1; i < size; i++) {
      if (EventRow.compare(arena, texts, events[i - 1], events[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Merge sort, which no order of arrival makes slow; by insertion where there are few. */
  private void sort(Arena arena, Texts texts, int from, int to) {
    if (to - from <= SMALL) {
      for (int i = from + 1; i < to; i++) {
        int event = events[i];
        int at = i;
        for (; at > from && EventRow.compare(arena, texts, events[at - 1], event) > 0; at--) {
          events[at] = events[at - 1];
        }
        events[at] = event;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(arena, texts, from, middle);
    sort(arena, texts, middle, to);
    System.arraycopy(events, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      boolean fromLeft =
          right == to || EventRow.compare(arena, texts, spare[left], events[right]) <= 0;
      events[at] = fromLeft ? spare[left++] : events[right++];
    }
  }

  /** Links the events, in their order, to a list; gives the first. */
  int link(Arena arena) {
    int next = Arena.NONE;
    for (int i = size - 1; i >= 0; i--) {
      EventRow.next(arena, events[i], next);
      next = events[i];
    }
    return next;
  }
}
