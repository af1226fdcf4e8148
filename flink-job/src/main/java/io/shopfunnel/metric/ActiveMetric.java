package io.shopfunnel.metric;

import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * {@code active}: distinct users, sessions ({@code user_session} texts) and buyers in each window.
 * Exact, and for each length of window by itself: distinct counts do not add up.
 */
final class ActiveMetric implements Metric {
  private static final int USERS = 0;
  private static final int SESSIONS = 1;
  private static final int BUYERS = 2;
  private static final CounterFamily FAMILY =
      new CounterFamily(
          "active", List.of(Window.values()), false, 0, List.of("users", "sessions", "buyers"));

  @Override
  public List<TableFamily> families() {
    return List.of(FAMILY);
  }

  @Override
  public List<Tracker.Factory> userTrackers() {
    return List.of(new PresenceFactory(USERS, false), new PresenceFactory(BUYERS, true));
  }

  @Override
  public List<Tracker.Factory> userSessionTrackers() {
    return List.of(new PresenceFactory(SESSIONS, false));
  }

  private record PresenceFactory(int column, boolean purchasesOnly) implements Tracker.Factory {
    @Override
    public Tracker start() {
      return new Presence(this, Long.MIN_VALUE);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      return new Presence(this, in.readLong());
    }
  }

  /** Counts its key once in each window; events come in order, so the last one tells. */
  private static final class Presence implements Tracker {
    private final PresenceFactory kind;
    private long lastTime;

    private Presence(PresenceFactory kind, long lastTime) {
      this.kind = kind;
      this.lastTime = lastTime;
    }

    @Override
    public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
      if (kind.purchasesOnly && event.type() != EventType.PURCHASE) {
        return;
      }
      long time = event.eventTime();
      for (Window window : FAMILY.windows()) {
        if (lastTime < window.startOf(time)) {
          FAMILY.row(out, window, time)[kind.column] += sign;
        }
      }
      lastTime = time;
    }

    @Override
    public long expiry() {
      return lastTime == Long.MIN_VALUE
          ? Long.MIN_VALUE
          : Window.DAY.startOf(lastTime) + Window.DAY.millis() - 1;
    }

    @Override
    public Tracker copy() {
      return new Presence(kind, lastTime);
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.writeLong(lastTime);
    }
  }
}
