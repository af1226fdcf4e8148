package io.shopfunnel.metric;

import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the events of one {@code user_session} into sessions, and follows each by its parts. */
final class SessionTracker implements Tracker {
  private final Config config;

  /** The trackers of the open session; null between sessions. */
  private Tracker @Nullable [] parts;

  private long firstTime;
  private long lastTime;

  private SessionTracker(Config config) {
    this.config = config;
  }

  /** Makes session trackers whose sessions are followed by these parts. */
  static Factory factory(SessionRules rules, List<Factory> parts) {
    return new Config(rules, List.copyOf(parts));
  }

  @Override
  public void apply(ShopEvent event, boolean late, TableDeltas out, int sign) {
    if (parts == null) {
      parts = Tracker.startAll(config.parts);
      firstTime = event.eventTime();
    }
    lastTime = event.eventTime();
    for (Tracker part : parts) {
      part.apply(event, late, out, sign);
    }
  }

  /** The last time at which an event would still belong to the open session. */
  @Override
  public long deadline() {
    return parts == null
        ? Long.MAX_VALUE
        : Math.min(lastTime + config.rules.gapMillis(), firstTime + config.rules.longestMillis());
  }

  @Override
  public void advanceTo(long time, TableDeltas out, int sign) {
    if (parts != null && deadline() <= time) {
      for (Tracker part : parts) {
        part.end(out, sign);
      }
      parts = null;
    }
  }

  @Override
  public long expiry() {
    return parts == null ? Long.MIN_VALUE : deadline();
  }

  @Override
  public SessionTracker copy() {
    SessionTracker copy = new SessionTracker(config);
    copy.firstTime = firstTime;
    copy.lastTime = lastTime;
    if (parts != null) {
      Tracker[] copies = new Tracker[parts.length];
      for (int i = 0; i < copies.length; i++) {
        copies[i] = parts[i].copy();
      }
      copy.parts = copies;
    }
    return copy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(parts != null);
    if (parts != null) {
      out.writeLong(firstTime);
      out.writeLong(lastTime);
      for (Tracker part : parts) {
        part.write(out);
      }
    }
  }

  private record Config(SessionRules rules, List<Factory> parts) implements Factory {
    @Override
    public Tracker start() {
      return new SessionTracker(this);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      SessionTracker tracker = new SessionTracker(this);
      if (in.readBoolean()) {
        tracker.firstTime = in.readLong();
        tracker.lastTime = in.readLong();
        Tracker[] read = new Tracker[parts.size()];
        for (int i = 0; i < read.length; i++) {
          read[i] = parts.get(i).read(in);
        }
        tracker.parts = read;
      }
      return tracker;
    }
  }
}
