package io.shopfunnel.metric;

import io.shopfunnel.funnel.Breakdown;
import io.shopfunnel.funnel.FunnelDefinition;
import io.shopfunnel.funnel.FunnelProgress;
import io.shopfunnel.schema.PriceBand;
import io.shopfunnel.table.PointDrafts;
import io.shopfunnel.table.PointSchema;
import io.shopfunnel.table.RowKey;
import io.shopfunnel.table.TableFamily;
import io.shopfunnel.table.TableRows;
import io.shopfunnel.window.Window;
import java.util.List;

/**
 * The tables of one funnel with a row for each combination of what an actor can be broken down by.
 * A change of an actor is added to one of these rows; when a window is closed, its rows are added up
 * by category, by brand and by price band. They are not published themselves.
 *
 * <p>The key of a row: category root (30 bits), brand (30 bits), price band (3 bits).
 */
final class FunnelEntries implements TableFamily {
  private static final int BAND_BITS = 3;
  private static final int TEXT_BITS = 30;
  private static final long TEXT_MASK = (1L << TEXT_BITS) - 1;

  private final FunnelDefinition funnel;
  private final List<FunnelFamily> breakdowns;

  /** Of a funnel with at least one breakdown besides {@link Breakdown#ALL}. */
  FunnelEntries(FunnelDefinition funnel, List<FunnelFamily> breakdowns) {
    this.funnel = funnel;
    this.breakdowns = breakdowns;
  }

  /** The key of the row of actors with this standing and entry. */
  static long key(long standing, long entry) {
    long category = entry >>> 32;
    long brand = entry & 0xFFFF_FFFFL;
    return (category << TEXT_BITS | brand) << BAND_BITS | FunnelProgress.band(standing);
  }

  /** The key of the row of a breakdown's table, from a key of these tables. */
  static long keyOf(Breakdown breakdown, long key) {
    return switch (breakdown) {
      case ALL -> 0;
      case CATEGORY -> key >>> BAND_BITS + TEXT_BITS;
      case BRAND -> key >>> BAND_BITS & TEXT_MASK;
      case PRICE_BAND -> key & (1 << BAND_BITS) - 1;
    };
  }

  static RowKey rowKeyOf(Breakdown breakdown) {
    return breakdown == Breakdown.PRICE_BAND ? RowKey.NUMBER : RowKey.TEXT;
  }

  /** The name of the price band of that number. */
  static String band(long number) {
    return PriceBand.ofOrdinal((int) number).label();
  }

  @Override
  public String name() {
    return "funnel." + funnel.name() + ".entries";
  }

  @Override
  public List<Window> windows() {
    // Longer windows of sessions are added up from the shortest one, breakdown by breakdown.
    return funnel.actor().bySession()
        ? funnel.breakdownWindows().subList(0, 1)
        : funnel.breakdownWindows();
  }

  @Override
  public RowKey rowKey() {
    return RowKey.NUMBER;
  }

  @Override
  public int columns() {
    return new FunnelColumns(funnel.depth()).count();
  }

  @Override
  public boolean addsUp() {
    return false;
  }

  @Override
  public boolean isPublished() {
    return false;
  }

  @Override
  public List<Feed> feeds() {
    return breakdowns.stream()
        .map(family -> new Feed(family, key -> keyOf(family.breakdown(), key)))
        .toList();
  }

  @Override
  public List<PointSchema> schemas() {
    return List.of();
  }

  @Override
  public void draft(Window window, TableRows rows, PointDrafts drafts) {
    throw new IllegalStateException(name() + " is not published");
  }
}
