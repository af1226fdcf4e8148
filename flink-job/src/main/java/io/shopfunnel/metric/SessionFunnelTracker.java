package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.schema.ShopEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Follows one session, or one product within it, through one funnel. It enters once. */
final class SessionFunnelTracker implements Tracker {
  private final Config config;
  private final FunnelProgress progress;
  private boolean ended;

  private SessionFunnelTracker(Config config, FunnelProgress progress, boolean ended) {
    this.config = config;
    this.progress = progress;
    this.ended = ended;
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
    FunnelStanding before = standing();
    config.matcher.accept(progress, event, matched, guarded, late);
    publish(before, out, sign);
  }

  @Override
  public void end(TableDeltas out, int sign) {
    FunnelStanding before = standing();
    ended = true;
    publish(before, out, sign);
  }

  private FunnelStanding standing() {
    boolean canMove = !ended && progress.depth() < config.share.lastStep();
    return FunnelStanding.of(progress, canMove);
  }

  private void publish(FunnelStanding before, TableDeltas out, int sign) {
    FunnelStanding after = standing();
    if (progress.entry() != null && !after.equals(before)) {
      config.share.changeOfSession(progress.entry(), before, after, out, sign);
    }
  }

  /** Only the session's end makes it needless. */
  @Override
  public long expiry() {
    return Long.MAX_VALUE;
  }

  @Override
  public SessionFunnelTracker copy() {
    return new SessionFunnelTracker(config, progress.copy(), ended);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    progress.write(out);
    out.writeBoolean(ended);
  }

  private record Config(FunnelMatcher matcher, FunnelShare share) implements Factory {
    @Override
    public Tracker start() {
      return new SessionFunnelTracker(this, matcher.start(), false);
    }

    @Override
    public Tracker read(DataInput in) throws IOException {
      return new SessionFunnelTracker(this, matcher.read(in), in.readBoolean());
    }
  }
}
