package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * Keeps an actor's share in the tables of its funnel right when its standing changes: in that of
 * all actors, and in that of each breakdown. (One table by all of them together, split when a
 * window closes, has nearly as many rows as actors once brands have a long tail, and each is a
 * cache miss: docs/adr/0011.)
 */
final class FunnelShare {
  private final FunnelColumns columns;

  /** By the window's ordinal: the tables that publish it. */
  private final TableSlot[][] slots = new TableSlot[Window.values().length][];

  private final FunnelFamily[][] familyOf = new FunnelFamily[Window.values().length][];

  /** For sessions, whose windows add up: each family's shortest window. */
  private final TableSlot[] shortest;

  private final FunnelFamily[] byFamily;

  FunnelShare(FunnelDefinition funnel, List<FunnelFamily> families, Tables tables) {
    this.columns = new FunnelColumns(funnel.depth());
    this.byFamily = families.toArray(FunnelFamily[]::new);
    this.shortest =
        families.stream()
            .map(family -> tables.slot(family, family.windows().get(0)))
            .toArray(TableSlot[]::new);
    for (Window window : Window.values()) {
      familyOf[window.ordinal()] =
          families.stream()
              .filter(family -> family.windows().contains(window))
              .toArray(FunnelFamily[]::new);
      slots[window.ordinal()] =
          families.stream()
              .filter(family -> !funnel.actor().bySession() && family.windows().contains(window))
              .map(family -> tables.slot(family, window))
              .toArray(TableSlot[]::new);
    }
  }

  /** Counts a change of an actor of a session, in the windows that hold its entry. */
  void changeOfSession(long before, long after, long entry, long converted) {
    change(shortest, byFamily, before, after, entry, converted);
  }

  /** Counts a change of an actor in one entry window. */
  void changeOfUser(long before, long after, long entry, long converted) {
    int window = FunnelProgress.window(after);
    change(slots[window], familyOf[window], before, after, entry, converted);
  }

  private void change(
      TableSlot[] to, FunnelFamily[] of, long before, long after, long entry, long converted) {
    long time = FunnelProgress.base(after);
    for (int i = 0; i < to.length; i++) {
      TableSlot slot = to[i].row(time, of[i].key(after, entry));
      columns.addChange(before, after, slot);
      if (converted != FunnelProgress.NOT_CONVERTED && of[i].hasBuckets()) {
        slot.add(columns.count() + TimeToConvert.bucketOf(converted), 1);
      }
    }
  }
}
