package io.shopfunnel.ledger;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which users want to be woken at which watermark: a ring with a slot for each minute of event
 * time, in each a list that is linked through the users' rows. To put one on it, to move it and to
 * wake it takes constant time, where a timer for each key would take a place in a sorted queue.
 */
final class Agenda {
  /** Nearly three days; who wants to be woken later is looked at once in so long, and put back. */
  private static final int MINUTES = 1 << 12;

  private static final long MILLIS = 60_000;

  private final Arena arena;

  /** The first of each slot. */
  private final int[] first;

  /** The minute whose slot is the first that may hold anybody. */
  private long minute;

  private int[] woken = new int[64];

  /** Whether users are being woken just now, and by which watermark. */
  private boolean isWaking;

  private long waking;

  /**
   * An empty agenda.
   *
   * @param watermark the last one that has been
   */
  Agenda(Arena arena, long watermark) {
    this(arena, new int[MINUTES], Math.floorDiv(watermark, MILLIS));
  }

  private Agenda(Arena arena, int[] first, long minute) {
    this.arena = arena;
    this.first = first;
    this.minute = minute;
  }

  /** The same agenda, of users whose rows lie in a copy of the arena. */
  Agenda copy(Arena copiedArena) {
    return new Agenda(copiedArena, first.clone(), minute);
  }

  /**
   * Has a user woken by the first watermark at or after this time, and by no other before; {@link
   * Long#MAX_VALUE} by the end of the input only.
   *
   * @throws IllegalStateException where users are being woken by such a watermark: this one would
   *     not be, as their slots have been looked at
   */
  void put(int row, long time) {
    if (isWaking && time <= waking && time < Long.MAX_VALUE) {
      throw new IllegalStateException(
          "a user is to be woken at %d, and that watermark, %d, is here".formatted(time, waking));
    }
    remove(row);
    link(row, time);
  }

  private void link(int row, long time) {
    UserRow.wakeAt(arena, row, time);
    int slot = slotOf(time);
    int after = first[slot];
    UserRow.after(arena, row, after);
    // The first of a slot has the slot in place of the one before it.
    UserRow.before(arena, row, -1 - slot);
    if (after != Arena.NONE) {
      UserRow.before(arena, after, row);
    }
    first[slot] = row;
  }

  /** What is due already comes next; what is due beyond the ring, as late as the ring goes. */
  private int slotOf(long time) {
    long due = Math.floorDiv(time, MILLIS);
    return slot(Math.max(minute, Math.min(due, minute + MINUTES - 1)));
  }

  private static int slot(long minute) {
    return (int) (minute & MINUTES - 1);
  }

  /** Takes a user off the agenda, if it is on it. */
  void remove(int row) {
    int before = UserRow.before(arena, row);
    if (before == Arena.NONE) {
      return;
    }
    int after = UserRow.after(arena, row);
    if (before < 0) {
      first[-1 - before] = after;
    } else {
      UserRow.after(arena, before, after);
    }
    if (after != Arena.NONE) {
      UserRow.before(arena, after, before);
    }
    UserRow.before(arena, row, Arena.NONE);
  }

  /** Wakes a user. */
  interface Waker {
    void wake(int row);
  }

  /** Takes off the agenda, and hands out, all that is due by this watermark. */
  void wake(long watermark, Waker waker) {
    long last = Math.floorDiv(watermark, MILLIS);
    long before = minute;
    long slots = Math.min(MINUTES, last - before + 1);
    isWaking = true;
    waking = watermark;
    for (long i = 0; i < slots; i++) {
      // From here on, who is put back for later goes to a slot that is not emptied any more.
      minute = Math.max(minute, slots == MINUTES ? last : before + i);
      empty(slot(before + i), watermark, waker);
    }
    minute = Math.max(minute, last);
    isWaking = false;
  }

  private void empty(int slot, long watermark, Waker waker) {
    int count = 0;
    for (int row = first[slot]; row != Arena.NONE; row = UserRow.after(arena, row)) {
      if (count == woken.length) {
        woken = Arrays.copyOf(woken, 2 * count);
      }
      woken[count++] = row;
    }
    for (int i = 0; i < count; i++) {
      int row = woken[i];
      long time = UserRow.wakeAt(arena, row);
      if (time <= watermark) {
        remove(row);
        waker.wake(row);
      } else if (slotOf(time) != slot) {
        put(row, time);
      }
    }
  }

  void write(WordOutput out) throws IOException {
    out.writeLong(minute);
    out.writeInts(first, first.length);
  }

  static Agenda read(Arena arena, WordInput in) throws IOException {
    long minute = in.readLong();
    return new Agenda(arena, in.readInts(), minute);
  }
}
