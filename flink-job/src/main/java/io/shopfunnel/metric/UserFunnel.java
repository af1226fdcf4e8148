package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelMatcher;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.ledger.Entries;
import io.shopfunnel.ledger.EntryPart;
import io.shopfunnel.ledger.LedgerEvent;
import io.shopfunnel.window.Window;

/**
 * Follows a user, or each product within their events, through one funnel: once for each entry
 * window with a step-1 event, by the chains that start in that window.
 */
final class UserFunnel implements EntryPart {
  private static final Window[] WINDOWS = Window.values();

  private final FunnelMatcher matcher;
  private final FunnelProgress progress;
  private final FunnelShare share;
  private final Window[] entryWindows;

  UserFunnel(FunnelMatcher matcher, FunnelShare share) {
    this.matcher = matcher;
    this.progress = new FunnelProgress(matcher.funnel());
    this.share = share;
    this.entryWindows = matcher.funnel().entryWindows().toArray(Window[]::new);
  }

  @Override
  public FunnelProgress progress() {
    return progress;
  }

  @Override
  public boolean byProduct() {
    return matcher.funnel().actor().byProduct();
  }

  @Override
  public void apply(LedgerEvent event, Entries entries, int owner) {
    int matched =
        matcher.matchedSteps(event.type(), event.category(), event.brand(), event.cents());
    int guarded =
        matcher.guardedSteps(event.type(), event.category(), event.brand(), event.cents());
    if ((matched | guarded) == 0) {
      return;
    }
    long product = byProduct() ? event.productId() : 0;
    long time = event.time();
    int entered = 0;
    for (int row = entries.first(owner, product);
        row != Entries.NONE;
        row = entries.next(row, owner, product)) {
      long[] words = entries.words();
      int at = entries.at(row);
      boolean starts = holds(words[at], time);
      if (starts) {
        entered |= 1 << FunnelProgress.window(words[at]);
      }
      if (lastNeeded(words, at) >= time) {
        accept(event, words, at, starts ? matched : matched & ~1, guarded, words[at]);
      }
    }
    if ((matched & 1) != 0) {
      enter(event, entries, owner, product, matched, guarded, entered);
    }
  }

  private static boolean holds(long standing, long time) {
    long start = FunnelProgress.base(standing);
    return time >= start && time < windowEnd(standing);
  }

  private static long windowEnd(long standing) {
    return WINDOWS[FunnelProgress.window(standing)].endOf(FunnelProgress.base(standing));
  }

  private void enter(
      LedgerEvent event,
      Entries entries,
      int owner,
      long product,
      int matched,
      int guarded,
      int entered) {
    for (Window window : entryWindows) {
      if ((entered >> window.ordinal() & 1) == 0) {
        int at = entries.add(owner, product);
        long[] words = entries.words();
        progress.enter(
            words,
            at,
            window.startOf(event.time()),
            owner,
            window.ordinal(),
            event.band().ordinal(),
            event.entry());
        accept(event, words, at, matched, guarded, 0);
      }
    }
  }

  private void accept(
      LedgerEvent event, long[] words, int at, int matched, int guarded, long before) {
    long converted = progress.accept(words, at, event.time(), matched, guarded, event.late());
    progress.markPending(words, at, event.time());
    publish(before, converted, words, at);
  }

  private void publish(long before, long converted, long[] words, int at) {
    long after = words[at];
    if (after != before) {
      share.changeOfUser(before, after, words[at + FunnelProgress.ENTRY], converted);
    }
  }

  @Override
  public long deadline(long[] words, int at) {
    return FunnelProgress.pending(words[at]) == 0 ? Long.MAX_VALUE : progress.lastChance(words, at);
  }

  @Override
  public void settle(long[] words, int at) {
    long before = words[at];
    words[at] = FunnelProgress.settled(before);
    publish(before, FunnelProgress.NOT_CONVERTED, words, at);
  }

  /** Until then an event may belong to the window, or to a chain that started in it. */
  @Override
  public long lastNeeded(long[] words, int at) {
    long end = windowEnd(words[at]) - 1;
    boolean complete = FunnelProgress.depth(words[at]) == matcher.funnel().depth();
    return complete ? end : Math.max(end, progress.lastChance(words, at));
  }
}
