package io.shopfunnel.ledger;

import io.shopfunnel.schema.EventBlock;
import java.util.Arrays;

/**
 * Finds which events of a block that the watermark has passed are of one user: chains of their
 * places in it. Used again and again.
 */
final class UsersOfBlock {
  static final int NONE = -1;

  /** For each slot the place of a user's first event, plus 1; 0 for none. */
  private int[] slots = {};

  /** The place of a user's next event, by the place of the one before. */
  private int[] next = {};

  /** By the place of a user's first event: the place of the last one. */
  private int[] last = {};

  /** The places of the users' first events, in the order of arrival. */
  private int[] firsts = {};

  private EventBlock block = new EventBlock(0);
  private int size;
  private int events;

  /** Turns to the events of a block up to this time. */
  void turnTo(EventBlock arrived, long time) {
    block = arrived;
    int mask = emptySlots(block.size()) - 1;
    size = 0;
    events = 0;
    for (int place = 0; place < block.size(); place++) {
      if (block.time(place) > time) {
        continue;
      }
      events++;
      long user = block.userId(place);
      int slot = UserIndex.slot(user, mask);
      while (slots[slot] != 0 && block.userId(slots[slot] - 1) != user) {
        slot = slot + 1 & mask;
      }
      next[place] = NONE;
      if (slots[slot] == 0) {
        slots[slot] = place + 1;
        last[place] = place;
        firsts[size++] = place;
      } else {
        int first = slots[slot] - 1;
        next[last[first]] = place;
        last[first] = place;
      }
    }
  }

  /** Empties as many slots as so many events need, and no more; gives their number. */
  private int emptySlots(int count) {
    int room = Math.max(1, Integer.highestOneBit(count) << 1);
    if (next.length < room) {
      next = new int[room];
      last = new int[room];
      firsts = new int[room];
      slots = new int[2 * room];
    } else {
      Arrays.fill(slots, 0, 2 * room, 0);
    }
    return 2 * room;
  }

  /** The number of users. */
  int size() {
    return size;
  }

  /** The number of events. */
  int events() {
    return events;
  }

  /** The place of the first event that came of a user. */
  int first(int user) {
    return firsts[user];
  }

  /** The place of the event of the same user that came after this one; {@link #NONE} for none. */
  int next(int place) {
    return next[place];
  }

  /**
   * Whether a user's events came in the total order, each once, and lie within a time.
   *
   * @param after the time after which all are
   * @param by the time up to which all are
   */
  boolean areInOrder(int first, long after, long by) {
    long[] words = block.words();
    int source = block.source(first);
    long before = Long.MIN_VALUE;
    long rowBefore = Long.MIN_VALUE;
    for (int place = first; place != NONE; place = next[place]) {
      long order = words[place * EventBlock.WIDTH + EventBlock.ORDER];
      long row = words[place * EventBlock.WIDTH + EventBlock.ROW];
      boolean follows =
          order > before || order == before && row > rowBefore && block.source(place) == source;
      if (!follows || block.time(place) <= after || block.time(place) > by) {
        return false;
      }
      before = order;
      rowBefore = row;
    }
    return true;
  }
}
