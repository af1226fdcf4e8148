package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.ledger.ProductPart;
import io.shopfunnel.ledger.SessionPart;

/** Follows a session, or a product within it, through one funnel. It enters once. */
final class SessionFunnel implements SessionPart, ProductPart {
  private final FunnelMatcher matcher;
  private final FunnelProgress progress;
  private final FunnelShare share;

  SessionFunnel(FunnelMatcher matcher, FunnelShare share) {
    this.matcher = matcher;
    this.progress = new FunnelProgress(matcher.funnel());
    this.share = share;
  }

  @Override
  public int words() {
    return progress.words();
  }

  @Override
  public int textsWord() {
    return FunnelProgress.ENTRY;
  }

  @Override
  public boolean beginsWith(LedgerEvent event) {
    int matched = matched(event);
    return (matched & 1) != 0 || event.late() && (matched | guarded(event)) != 0;
  }

  private int matched(LedgerEvent event) {
    return matcher.matchedSteps(event.type(), event.category(), event.brand(), event.cents());
  }

  private int guarded(LedgerEvent event) {
    return matcher.guardedSteps(event.type(), event.category(), event.brand(), event.cents());
  }

  @Override
  public void apply(LedgerEvent event, long[] words, int at) {
    int matched = matched(event);
    int guarded = guarded(event);
    if ((matched | guarded) == 0) {
      return;
    }
    long before = words[at];
    if (!FunnelProgress.entered(before) && (matched & 1) != 0) {
      progress.enter(words, at, event.time(), 0, 0, event.band().ordinal(), event.entry());
    }
    long converted = progress.accept(words, at, event.time(), matched, guarded, event.late());
    progress.markPending(words, at, Long.MIN_VALUE);
    publish(before, converted, words, at);
  }

  @Override
  public void end(long[] words, int at) {
    long before = words[at];
    words[at] = FunnelProgress.settled(before);
    publish(before, FunnelProgress.NOT_CONVERTED, words, at);
  }

  private void publish(long before, long converted, long[] words, int at) {
    long after = words[at];
    if (after != before && FunnelProgress.entered(after)) {
      share.changeOfSession(before, after, words[at + FunnelProgress.ENTRY], converted);
    }
  }
}
