package io.shopfunnel.operator;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which timelines want to be woken at which watermark: a ring with a slot for each second of event
 * time, in each a linked list of numbers that stand for timelines. To put one on it, to move it and
 * to wake it takes constant time, where a Flink timer for each key takes a place in a sorted queue;
 * and there is nothing in it for the garbage collector to follow. It is not state: it is made anew
 * from the timelines after a restore.
 */
final class Agenda {
  /** Three days; who wants to be woken later is looked at once in so long, and put back. */
  private static final int SECONDS = 1 << 18;

  /** The slot of what is due already. */
  private static final int DUE = SECONDS;

  private static final int NONE = -1;

  private final int[] first = new int[SECONDS + 1];
  private int[] slot = new int[0];
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private long[] wakeAt = new long[0];
  private int size;

  /**
   * The last second whose slot has been emptied; the first timeline decides where none has been.
   */
  private long second;

  /**
   * An empty agenda.
   *
   * @param watermark the last one that has been, {@link Long#MIN_VALUE} where there was none
   */
  Agenda(long watermark) {
    Arrays.fill(first, NONE);
    second = watermark == Long.MIN_VALUE ? watermark : Math.floorDiv(watermark, 1_000L);
  }

  /** The watermark that is to wake this one; {@link Long#MAX_VALUE} where none is. */
  long wakeAt(int id) {
    return isOn(id) ? wakeAt[id] : Long.MAX_VALUE;
  }

  private boolean isOn(int id) {
    return id < slot.length && slot[id] != NONE;
  }

  /**
   * Asks to be woken by the first watermark at or after this time, and at no other; {@link
   * Long#MAX_VALUE} asks for nothing.
   *
   * @param id a small number that stands for the timeline
   */
  void put(int id, long time) {
    remove(id);
    if (time != Long.MAX_VALUE) {
      makeRoom(id);
      wakeAt[id] = time;
      link(id, slotOf(time));
    }
  }

  private int slotOf(long time) {
    long due = -Math.floorDiv(-time, 1_000L);
    if (second == Long.MIN_VALUE) {
      second = due - 1;
    }
    return due <= second ? DUE : ring(Math.min(due, second + SECONDS));
  }

  private static int ring(long second) {
    return (int) (second & (SECONDS - 1));
  }

  private void makeRoom(int id) {
    int room = slot.length;
    if (id >= room) {
      int more = Math.max(1 << 10, Math.max(id + 1, room + (room >> 1)));
      slot = Arrays.copyOf(slot, more);
      Arrays.fill(slot, room, more, NONE);
      next = Arrays.copyOf(next, more);
      previous = Arrays.copyOf(previous, more);
      wakeAt = Arrays.copyOf(wakeAt, more);
    }
  }

  private void link(int id, int at) {
    int after = first[at];
    slot[id] = at;
    next[id] = after;
    previous[id] = NONE;
    if (after != NONE) {
      previous[after] = id;
    }
    first[at] = id;
    size++;
  }

  /** Takes it off the agenda, if it is on it. */
  void remove(int id) {
    if (!isOn(id)) {
      return;
    }
    if (previous[id] == NONE) {
      first[slot[id]] = next[id];
    } else {
      next[previous[id]] = next[id];
    }
    if (next[id] != NONE) {
      previous[next[id]] = previous[id];
    }
    slot[id] = NONE;
    size--;
  }

  /** Takes off the agenda, and hands out, all that is due by this watermark. */
  void wake(long watermark, IntConsumer waker) {
    long last = Math.floorDiv(watermark, 1_000L);
    empty(DUE, watermark, waker);
    while (size > 0 && second < last) {
      second++;
      empty(ring(second), watermark, waker);
    }
    second = Math.max(second, last);
  }

  private void empty(int at, long watermark, IntConsumer waker) {
    int id = first[at];
    first[at] = NONE;
    while (id != NONE) {
      int after = next[id];
      slot[id] = NONE;
      size--;
      if (wakeAt[id] <= watermark) {
        waker.accept(id);
      } else {
        put(id, wakeAt[id]);
      }
      id = after;
    }
  }

  /** How many are on it. */
  int size() {
    return size;
  }
}
