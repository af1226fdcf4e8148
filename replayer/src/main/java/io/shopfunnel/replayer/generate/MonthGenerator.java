package io.shopfunnel.replayer.generate;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a synthetic period of a shop's events in order of time, exactly as many as asked for. The
 * memory that it needs depends on how many visits go on at a time, not on the number of events.
 */
public final class MonthGenerator {
  private static final int WARM_UP_SECONDS = 3 * 3600;

  private final Rhythm rhythm;
  private final Catalog catalog;
  private final VisitPlanner planner;
  private final Visitors visitors;
  private final Dice dice;
  private final OpenVisits open = new OpenVisits();
  private final long events;
  private final long periodStart;
  private long planned;
  private double due;

  private MonthGenerator(ShopProfile shop, LocalDate firstDay, int days, long events, long seed) {
    this.events = events;
    dice = new Dice(Dice.mix(seed));
    rhythm = new Rhythm(shop, firstDay.toEpochDay(), days, dice);
    catalog = Catalog.of(shop);
    planner = new VisitPlanner(shop, catalog, dice, events, firstDay);
    visitors = new Visitors(shop, events, days);
    periodStart = firstDay.toEpochDay() * 86_400;
  }

  /**
   * Writes a header and the events.
   *
   * @param shop {@code multi} or {@code cosmetics}
   * @param firstDay the first day of the period
   * @param days how many days it has
   * @param events how many rows to write, at least 1
   * @param seed the same seed gives the same bytes
   * @param out takes the bytes; it is flushed, not closed
   * @param progress is told now and then how many rows are written
   * @throws java.io.UncheckedIOException where they cannot be written
   */
  public static void write(
      String shop,
      LocalDate firstDay,
      int days,
      long events,
      long seed,
      OutputStream out,
      LongConsumer progress) {
    ShopProfile profile = ShopProfile.valueOf(shop.toUpperCase(java.util.Locale.ROOT));
    new MonthGenerator(profile, firstDay, days, events, seed).run(out, progress);
  }

  private void run(OutputStream out, LongConsumer progress) {
    RowWriter writer = new RowWriter(out, periodStart);
    writer.writeHeader();
    int end = rhythm.seconds();
    double before = events * rhythm.shareOfRest(0);
    // Visits that began before the period are seen from their middle on.
    for (int second = -WARM_UP_SECONDS; second < 0; second++) {
      startVisits(second, before);
    }
    for (int second = 0; second < end; second++) {
      startVisits(second, (events - planned) * rhythm.shareOfRest(second));
      while (second == end - 1 && planned < events) {
        startVisit(second);
      }
      writeSecond(second, writer);
      if (second % 3600 == 0) {
        progress.accept(writer.rows());
      }
    }
    writer.flush();
    progress.accept(writer.rows());
  }

  private void startVisits(int second, double more) {
    due += more;
    while (due > 0 && planned < events) {
      due -= startVisit(second);
    }
  }

  /** Returns how many events the visit has, those outside the period too. */
  private int startVisit(int second) {
    PlannedVisit visit = open.fresh();
    int visitor = visitors.draw(dice);
    planner.plan(visit, visitor, visitors.passesBy(visitor), second);
    int all = visit.size();
    planned += visit.confine(rhythm.seconds(), events - planned);
    open.put(visit);
    return all;
  }

  private void writeSecond(int second, RowWriter writer) {
    @Nullable PlannedVisit visit = open.take(second);
    while (visit != null) {
      PlannedVisit follower = visit.follower;
      while (visit.hasNext() && visit.nextTime() == second) {
        visit.writeNext(writer, catalog);
      }
      open.put(visit);
      visit = follower;
    }
  }
}
