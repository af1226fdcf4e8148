package io.shopfunnel.metric;

import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.UserPart;
import io.shopfunnel.ledger.VisitPart;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.table.CounterFamily;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * {@code active}: distinct users, sessions (pairs of user and {@code user_session}) and buyers in
 * each window. Exact, and for each length of window by itself: distinct counts do not add up.
 */
final class ActiveMetric implements Metric {
  private static final int USERS = 0;
  private static final int SESSIONS = 1;
  private static final int BUYERS = 2;
  private static final CounterFamily FAMILY =
      new CounterFamily(
          "active",
          List.of(Window.values()),
          false,
          0,
          false,
          List.of("users", "sessions", "buyers"));

  @Override
  public List<TableFamily> families() {
    return List.of(FAMILY);
  }

  @Override
  public void follow(Tables tables, Followers followers) {
    Presence presence = new Presence(tables);
    followers.user(new UserPresence(presence));
    followers.visits(new SessionPresence(presence));
  }

  /** Counts somebody once in each window; events come in order, so the last minute tells. */
  private static final class Presence {
    private static final Window[] LONGEST_FIRST = {
      Window.MONTH, Window.DAY, Window.HOUR, Window.MINUTE
    };
    private final TableSlot[] slots = new TableSlot[LONGEST_FIRST.length];

    private Presence(Tables tables) {
      for (int i = 0; i < slots.length; i++) {
        slots[i] = tables.slot(FAMILY, LONGEST_FIRST[i]);
      }
    }

    /**
     * Counts in the windows of this time that do not hold the last one too. Windows nest: where one
     * holds both, so do all longer ones.
     */
    private void count(int column, long last, long time) {
      for (int i = slots.length - 1; i >= 0; i--) {
        if (last >= LONGEST_FIRST[i].startOf(time)) {
          return;
        }
        slots[i].row(time).add(column, 1);
      }
    }

    private static long expiry(long last) {
      return Window.MONTH.endOf(last) - 1;
    }
  }

  /** One word: the minute of the last event, and that of the last purchase, each plus 1. */
  private record UserPresence(Presence presence) implements UserPart {
    private static final long MINUTE = 60_000;
    private static final long MASK = 0xFFFF_FFFFL;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void apply(LedgerEvent event, long[] words, int at) {
      long now = event.time() / MINUTE + 1;
      long seen = words[at] & MASK;
      long bought = words[at] >>> 32;
      if (seen != now) {
        presence.count(USERS, time(seen), event.time());
      }
      if (event.type() == EventType.PURCHASE && bought != now) {
        presence.count(BUYERS, time(bought), event.time());
        bought = now;
      }
      words[at] = bought << 32 | now;
    }

    private static long time(long minute) {
      return minute == 0 ? Long.MIN_VALUE : (minute - 1) * MINUTE;
    }

    @Override
    public long expiry(long[] words, int at) {
      long seen = words[at] & MASK;
      return seen == 0 ? Long.MIN_VALUE : Presence.expiry(time(seen));
    }
  }

  private record SessionPresence(Presence presence) implements VisitPart {
    @Override
    public void apply(LedgerEvent event, long last) {
      presence.count(SESSIONS, last, event.time());
    }

    @Override
    public long expiry(long last) {
      return last == NEVER ? Long.MIN_VALUE : Presence.expiry(last);
    }
  }
}
