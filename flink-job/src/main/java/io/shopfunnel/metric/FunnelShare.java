package io.shopfunnel.metric;

import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableSlot;
import io.shopfunnel.table.Tables;
import io.shopfunnel.window.Window;
import org.jspecify.annotations.Nullable;

/** Keeps an actor's share in the tables of its funnel right when its standing changes. */
final class FunnelShare {
  private final FunnelColumns columns;

  /** By the window's ordinal: the tables of all actors, and those by entry; null where none. */
  private final @Nullable TableSlot[] all = new TableSlot[Window.values().length];

  private final @Nullable TableSlot[] entries = new TableSlot[Window.values().length];

  /** The shortest windows, in which sessions are counted. */
  private final int shortest;

  private final int shortestOfEntries;

  FunnelShare(
      FunnelDefinition funnel, FunnelFamily allFamily, @Nullable FunnelEntries byEntry, Tables tables) {
    columns = new FunnelColumns(funnel.depth());
    fill(all, allFamily, tables);
    shortest = allFamily.windows().get(0).ordinal();
    if (byEntry == null) {
      shortestOfEntries = shortest;
    } else {
      fill(entries, byEntry, tables);
      shortestOfEntries = byEntry.windows().get(0).ordinal();
    }
  }

  private static void fill(@Nullable TableSlot[] slots, TableFamily family, Tables tables) {
    for (Window window : family.windows()) {
      slots[window.ordinal()] = tables.slot(family, window);
    }
  }

  /** Counts a change of an actor of a session, in the windows that hold its entry. */
  void changeOfSession(long before, long after, long entry, long converted) {
    long time = FunnelProgress.base(after);
    change(all[shortest], time, before, after, converted);
    changeByEntry(entries[shortestOfEntries], time, before, after, entry);
  }

  /** Counts a change of an actor in one entry window. */
  void changeOfUser(long before, long after, long entry, long converted) {
    int window = FunnelProgress.window(after);
    long start = FunnelProgress.base(after);
    change(all[window], start, before, after, converted);
    changeByEntry(entries[window], start, before, after, entry);
  }

  private void change(
      @Nullable TableSlot slot, long time, long before, long after, long converted) {
    if (slot != null) {
      slot.row(time);
      columns.addChange(before, after, slot);
      if (converted != FunnelProgress.NOT_CONVERTED) {
        slot.add(columns.count() + TimeToConvert.bucketOf(converted), 1);
      }
    }
  }

  private void changeByEntry(
      @Nullable TableSlot slot, long time, long before, long after, long entry) {
    if (slot != null) {
      slot.row(time, FunnelEntries.key(after, entry));
      columns.addChange(before, after, slot);
    }
  }
}
