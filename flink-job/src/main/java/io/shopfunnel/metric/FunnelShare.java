package io.shopfunnel.metric;

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
  /** For sessions, whose windows add up: where each family's shortest window is counted. */
  private final Place[] shortest;

  /** For users, by the window's ordinal: where the families that publish it are counted. */
  private final Place[][] byWindow;

  /** Where the funnel is counted in the tables of one family. */
  private record Place(FunnelFamily family, FunnelColumns columns, TableSlot slot) {
    void change(long before, long after, long entry, long converted) {
      TableSlot row = slot.row(FunnelProgress.base(after), family.key(after, entry));
      columns.addChange(before, after, converted, row);
    }
  }

  /**
   * The share of a funnel's actors.
   *
   * @param funnel its number among those of the families
   */
  FunnelShare(int funnel, List<FunnelFamily> families, Tables tables) {
    shortest =
        families.stream()
            .map(family -> place(funnel, family, family.windows().get(0), tables))
            .toArray(Place[]::new);
    byWindow = new Place[Window.values().length][];
    for (Window window : Window.values()) {
      byWindow[window.ordinal()] =
          families.stream()
              .filter(family -> !family.addsUp() && family.windows().contains(window))
              .map(family -> place(funnel, family, window, tables))
              .toArray(Place[]::new);
    }
  }

  private static Place place(int funnel, FunnelFamily family, Window window, Tables tables) {
    return new Place(family, family.columnsOf(funnel), tables.slot(family, window));
  }

  /** Counts a change of an actor of a session, in the windows that hold its entry. */
  void changeOfSession(long before, long after, long entry, long converted) {
    change(shortest, before, after, entry, converted);
  }

  /** Counts a change of an actor in one entry window. */
  void changeOfUser(long before, long after, long entry, long converted) {
    change(byWindow[FunnelProgress.window(after)], before, after, entry, converted);
  }

  private static void change(Place[] places, long before, long after, long entry, long converted) {
    for (Place place : places) {
      place.change(before, after, entry, converted);
    }
  }
}
