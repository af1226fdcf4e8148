package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelEntry;
import io.shopfunnel.funnel.Window;
import java.util.List;

/** Keeps an actor's share in the tables of its funnel right when its standing changes. */
final class FunnelShare {
  private final FunnelDefinition funnel;
  private final List<FunnelFamily> families;

  /** The families are that of all first, then one for each breakdown of the funnel in order. */
  FunnelShare(FunnelDefinition funnel, List<FunnelFamily> families) {
    this.funnel = funnel;
    this.families = List.copyOf(families);
  }

  /** Counts the change in each family's shortest window; the longer ones add up. */
  void changeOfSession(
      FunnelEntry entry, FunnelStanding before, FunnelStanding after, TableDeltas out, int sign) {
    for (int i = 0; i < families.size(); i++) {
      change(i, families.get(i).windows().get(0), entry.time(), entry, before, after, out, sign);
    }
  }

  /** Counts the change in one entry window, in the families that publish it. */
  void changeOfUser(
      Window window,
      long windowStart,
      FunnelEntry entry,
      FunnelStanding before,
      FunnelStanding after,
      TableDeltas out,
      int sign) {
    for (int i = 0; i < families.size(); i++) {
      if (families.get(i).windows().contains(window)) {
        change(i, window, windowStart, entry, before, after, out, sign);
      }
    }
  }

  private void change(
      int index,
      Window window,
      long time,
      FunnelEntry entry,
      FunnelStanding before,
      FunnelStanding after,
      TableDeltas out,
      int sign) {
    FunnelFamily family = families.get(index);
    String value = index == 0 ? Breakdown.ALL_VALUE : entry.values().get(index - 1);
    long[] row = out.row(family, window, time, value);
    for (int step = before.depth(); step < after.depth(); step++) {
      row[step] += sign;
    }
    row[family.excludedColumn()] += sign * (bit(after.excluded()) - bit(before.excluded()));
    row[family.pendingColumn()] += sign * (bit(after.pending()) - bit(before.pending()));
    row[family.lateColumn()] += (long) sign * (after.late() - before.late());
    if (family.hasBuckets() && before.bucket() != after.bucket()) {
      row[family.bucketColumn() + after.bucket()] += sign;
    }
  }

  private static long bit(boolean set) {
    return set ? 1 : 0;
  }

  /** The funnel's last step. */
  int lastStep() {
    return funnel.depth();
  }
}
