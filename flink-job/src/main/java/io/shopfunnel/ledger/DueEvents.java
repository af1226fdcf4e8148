package io.shopfunnel.ledger;

import io.shopfunnel.table.Texts;

/** Finds which of a user's waiting events the watermark has passed. */
final class DueEvents {
  private final Texts texts;
  private final Arrivals arrivals;
  private final LedgerEvent event = new LedgerEvent();
  private final EventRun due = new EventRun();
  private final EventRun others = new EventRun();

  DueEvents(Texts texts, Arrivals arrivals) {
    this.texts = texts;
    this.arrivals = arrivals;
  }

  /** What was taken last: filled anew each time. */
  EventRun run() {
    return due;
  }

  /** Takes out of those that wait what the watermark has passed, in order, each once. */
  void take(Arena arena, int user, long watermark) {
    due.clear();
    others.clear();
    int waiting = UserRow.waiting(arena, user);
    if (waiting == Arena.NONE) {
      return;
    }
    for (int row = waiting; row != Arena.NONE; row = EventRow.next(arena, row)) {
      if (EventRow.time(arena, row) <= watermark) {
        due.add(row);
      } else {
        others.add(row);
      }
    }
    if (due.size() > 0) {
      UserRow.waiting(arena, user, others.link(arena));
      reverse();
      due.sort(arena, texts);
      dropDuplicates(arena, user);
    }
  }

  /** The list of those that wait begins with the last one that came. */
  private void reverse() {
    for (int left = 0, right = due.size() - 1; left < right; left++, right--) {
      int event = due.get(left);
      due.set(left, due.get(right));
      due.set(right, event);
    }
  }

  private void dropDuplicates(Arena arena, int user) {
    int last = UserRow.lastRecent(arena, user);
    boolean among = last != Arena.NONE && compare(arena, last, due.get(0)) >= 0;
    others.clear();
    if (among) {
      others.addLinked(arena, UserRow.firstRecent(arena, user));
    }
    int kept = 0;
    int recent = 0;
    for (int i = 0; i < due.size(); i++) {
      int row = due.get(i);
      while (recent < others.size() && compare(arena, others.get(recent), row) < 0) {
        recent++;
      }
      boolean again =
          kept > 0 && compare(arena, due.get(kept - 1), row) == 0
              || recent < others.size() && compare(arena, others.get(recent), row) == 0;
      if (again) {
        arrivals.duplicate(event.read(arena, row));
        EventRow.free(arena, row, row);
      } else {
        due.set(kept++, row);
      }
    }
    due.truncate(kept);
  }

  private int compare(Arena arena, int left, int right) {
    return EventRow.compare(arena, texts, left, right);
  }

  /** The least time of events that wait; {@link Long#MAX_VALUE} where there are none. */
  static long earliest(Arena arena, int waiting) {
    long earliest = Long.MAX_VALUE;
    for (int row = waiting; row != Arena.NONE; row = EventRow.next(arena, row)) {
      earliest = Math.min(earliest, EventRow.time(arena, row));
    }
    return earliest;
  }
}
