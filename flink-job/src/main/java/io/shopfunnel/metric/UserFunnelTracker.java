package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelEntry;
import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.funnel.Window;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows one user, or one product within their events, through one funnel: once for each entry
 * window with a step-1 event, by the chains that start in that window.
 */
final class UserFunnelTracker implements Tracker {
  private final Config config;
  private final List<Entered> entered = new ArrayList<>(2);

  private UserFunnelTracker(Config config) {
    this.config = config;
  }

  static Factory factory(FunnelMatcher matcher, FunnelShare share) {
    return new Config(matcher, share);
  }

  @Override
  public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
    int matched = config.matcher.matchedSteps(event);
    int guarded = config.matcher.guardedSteps(event);
    if ((matched | guarded) == 0) {
      return;
    }
    long time = event.eventTime();
    entered.removeIf(window -> window.isOver(time, config));
    if ((matched & 1) != 0) {
      enter(time);
    }
    for (Entered window : entered) {
      boolean starts = window.holds(time);
      window.accept(event, starts ? matched : matched & ~1, guarded, late, config, out, sign);
    }
  }

  private void enter(long time) {
    for (Window window : config.matcher.funnel().entryWindows()) {
      if (!isEntered(window, time)) {
        entered.add(new Entered(window, window.startOf(time), config.matcher.start(), false));
      }
    }
  }

  private boolean isEntered(Window window, long time) {
    for (Entered open : entered) {
      if (open.window == window && open.holds(time)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long deadline() {
    long earliest = Long.MAX_VALUE;
    for (Entered window : entered) {
      if (window.pending) {
        earliest = Math.min(earliest, window.lastChance(config));
      }
    }
    return earliest;
  }

  @Override
  public void advanceTo(long time, TableDeltas out, int sign) {
    for (Entered window : entered) {
      if (window.pending && window.lastChance(config) <= time) {
        window.settle(config, out, sign);
      }
    }
  }

  @Override
  public long expiry() {
    long latest = Long.MIN_VALUE;
    for (Entered window : entered) {
      latest = Math.max(latest, window.lastNeeded(config));
    }
    return latest;
  }

  @Override
  public UserFunnelTracker copy() {
    UserFunnelTracker copy = new UserFunnelTracker(config);
    for (Entered window : entered) {
      copy.entered.add(
          new Entered(window.window, window.start, window.progress.copy(), window.pending));
    }
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(entered.size());
    for (Entered window : entered) {
      out.writeByte(window.window.ordinal());
      out.writeLong(window.start);
      window.progress.write(out);
      out.writeBoolean(window.pending);
    }
  }

  /** The user in one entry window. */
  private static final class Entered {
    private final Window window;
    private final long start;
    private final FunnelProgress progress;

    /** Whether an event that is not late may still move the user in this window. */
    private boolean pending;

    private Entered(Window window, long start, FunnelProgress progress, boolean pending) {
      this.window = window;
      this.start = start;
      this.progress = progress;
      this.pending = pending;
    }

    private boolean holds(long time) {
      return time >= start && time < start + window.millis();
    }

    private boolean complete(Config config) {
      return progress.depth() == config.share.lastStep();
    }

    private long lastChance(Config config) {
      return progress.lastChance(config.matcher.funnel().conversionWindowMillis());
    }

    /** Until then an event may belong to this window, or to a chain that started in it. */
    private long lastNeeded(Config config) {
      long windowEnd = start + window.millis() - 1;
      return complete(config) ? windowEnd : Math.max(windowEnd, lastChance(config));
    }

    private boolean isOver(long time, Config config) {
      return lastNeeded(config) < time;
    }

    private void accept(
        ShopEvent event,
        int matched,
        int guarded,
        boolean late,
        Config config,
        TableDeltas out,
        int sign) {
      FunnelStanding before = FunnelStanding.of(progress, pending);
      config.matcher.accept(progress, event, matched, guarded, late);
      pending = !complete(config) && lastChance(config) >= event.eventTime();
      publish(before, config, out, sign);
    }

    private void settle(Config config, TableDeltas out, int sign) {
      FunnelStanding before = FunnelStanding.of(progress, pending);
      pending = false;
      publish(before, config, out, sign);
    }

    private void publish(FunnelStanding before, Config config, TableDeltas out, int sign) {
      FunnelStanding after = FunnelStanding.of(progress, pending);
      FunnelEntry entry = progress.entry();
      if (entry != null && !after.equals(before)) {
        config.share.changeOfUser(window, start, entry, before, after, out, sign);
      }
    }
  }

  private record Config(FunnelMatcher matcher, FunnelShare share) implements Factory {
    @Override
    public Tracker start() {
      return new UserFunnelTracker(this);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      UserFunnelTracker tracker = new UserFunnelTracker(this);
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        Window window = Window.values()[in.readByte()];
        tracker.entered.add(new Entered(window, in.readLong(), matcher.read(in), in.readBoolean()));
      }
      return tracker;
    }
  }
}
