package io.shopfunnel.operator;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which timelines want to be woken at which watermark: a ring with a slot for each second of event
 * time, in each a linked list through the timelines themselves. To put one on it, to move it and to
 * wake it takes constant time and no memory, where a Flink timer for each key takes a place in a
 * sorted queue; and it is not state: it is made anew from the timelines after a restore.
 *
 * @param <K> the key
 */
final class Agenda<K> {
  /** Three days; who wants to be woken later is looked at once in so long, and put back. */
  private static final int SECONDS = 1 << 18;

  /** The slot of what is due already. */
  private static final int DUE = SECONDS;

  private final @Nullable KeyedTimeline<K>[] first;
  private int size;

  /** The last second whose slot has been emptied. */
  private long second = Long.MIN_VALUE;

  @SuppressWarnings("unchecked") // Nothing but the timelines of this agenda gets in.
  Agenda() {
    first = (@Nullable KeyedTimeline<K>[]) new KeyedTimeline<?>[SECONDS + 1];
  }

  /**
   * Asks for the timeline to be woken by the first watermark at or after this time, and at no
   * other; {@link Long#MAX_VALUE} asks for nothing.
   */
  void put(KeyedTimeline<K> timeline, long wakeAt) {
    remove(timeline);
    timeline.wakeAt = wakeAt;
    if (wakeAt != Long.MAX_VALUE) {
      link(timeline, slotOf(wakeAt));
    }
  }

  private int slotOf(long wakeAt) {
    long due = -Math.floorDiv(-wakeAt, 1_000L);
    if (second == Long.MIN_VALUE) {
      second = due - 1;
    }
    return due <= second ? DUE : slot(Math.min(due, second + SECONDS));
  }

  private static int slot(long second) {
    return (int) (second & (SECONDS - 1));
  }

  private void link(KeyedTimeline<K> timeline, int slot) {
    KeyedTimeline<K> next = first[slot];
    timeline.slot = slot;
    timeline.next = next;
    if (next != null) {
      next.previous = timeline;
    }
    first[slot] = timeline;
    size++;
  }

  /** Takes the timeline off the agenda, if it is on it. */
  void remove(KeyedTimeline<K> timeline) {
    if (timeline.slot == KeyedTimeline.NO_SLOT) {
      return;
    }
    if (timeline.previous == null) {
      first[timeline.slot] = timeline.next;
    } else {
      timeline.previous.next = timeline.next;
    }
    if (timeline.next != null) {
      timeline.next.previous = timeline.previous;
    }
    unlinked(timeline);
  }

  private void unlinked(KeyedTimeline<K> timeline) {
    timeline.slot = KeyedTimeline.NO_SLOT;
    timeline.previous = null;
    timeline.next = null;
    size--;
  }

  /** Takes off the agenda, and wakes, every timeline that is due by this watermark. */
  void wake(long watermark, Consumer<KeyedTimeline<K>> waker) {
    long last = Math.floorDiv(watermark, 1_000L);
    empty(DUE, watermark, waker);
    while (size > 0 && second < last) {
      second++;
      empty(slot(second), watermark, waker);
    }
    second = Math.max(second, last);
  }

  private void empty(int slot, long watermark, Consumer<KeyedTimeline<K>> waker) {
    KeyedTimeline<K> timeline = first[slot];
    first[slot] = null;
    while (timeline != null) {
      KeyedTimeline<K> next = timeline.next;
      unlinked(timeline);
      if (timeline.wakeAt <= watermark) {
        waker.accept(timeline);
      } else {
        put(timeline, timeline.wakeAt);
      }
      timeline = next;
    }
  }

  /** The number of timelines on it. */
  int size() {
    return size;
  }
}
