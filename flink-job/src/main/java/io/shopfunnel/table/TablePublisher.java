package io.shopfunnel.table;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.point.PointReceiver;
import io.shopfunnel.point.Series;
import io.shopfunnel.window.Window;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Publishes the tables of a family and a length of window. Not thread-safe. */
public final class TablePublisher {
  private final TableFamily family;
  private final FamilySeries series;
  private final LineBuffer line = new LineBuffer();

  /** Which of the points that had been published before still are points of the table. */
  private final BitSet drafted = new BitSet();

  /** A publisher of tables of that family and length of window. */
  public TablePublisher(TableFamily family, Window window) {
    this.family = family;
    this.series = new FamilySeries(family, window);
  }

  /** The family. */
  public TableFamily family() {
    return family;
  }

  /**
   * Hands out the points that differ from what was published last: new ones, changed ones, and,
   * with zeros in all fields, those that are no more.
   *
   * @param windowStart the start of the table's window, in milliseconds since the epoch
   */
  public void publish(WindowTable table, long windowStart, PointReceiver out) {
    publish(new Publication(table, windowStart, false, out));
  }

  /**
   * Hands out all points, as what stands in the database may differ from what was published last,
   * and zeros for those that stand there and are none of the table's.
   *
   * @param windowStart the start of the table's window, in milliseconds since the epoch
   * @param found the series of the points that stand in the database
   */
  public void publishAnew(
      WindowTable table, long windowStart, Set<Series> found, PointReceiver out) {
    Set<Series> strange = new LinkedHashSet<>(found);
    publish(
        new Publication(
            table,
            windowStart,
            true,
            (to, start, point) -> {
              strange.remove(to);
              out.take(to, start, point);
            }));
    for (Series no : strange) {
      line.clear();
      no.appendZeros(windowStart, line);
      out.take(no, windowStart, line);
    }
  }

  private void publish(Publication publication) {
    int before = publication.published.size();
    drafted.clear();
    family.draft(publication.table, new PointDrafts(publication));
    for (int gone = drafted.nextClearBit(0); gone < before; gone = drafted.nextClearBit(gone + 1)) {
      publication.withdraw(gone);
    }
  }

  /** The publication of one table. */
  private final class Publication implements PointDrafts.Receiver {
    private final WindowTable table;
    private final long windowStart;

    /** Whether what is published already is published again. */
    private final boolean anew;

    private final PointReceiver out;
    private final PublishedPoints published;

    private Publication(WindowTable table, long windowStart, boolean anew, PointReceiver out) {
      this.table = table;
      this.windowStart = windowStart;
      this.anew = anew;
      this.out = out;
      this.published = table.published();
    }

    @Override
    public void take(int row, int point, long[] values, int size, boolean mature) {
      int place = (row + 1) * family.pointsOfRow() + point;
      int number = published.numberAt(place);
      if (number == PublishedPoints.NONE) {
        send(row, point, values, published.add(place, values, size, mature));
        return;
      }
      drafted.set(number);
      amend(number, row, point, values, size, mature);
    }

    /** Writes zeros in the place of a point that is no more; nothing will change them. */
    private void withdraw(int number) {
      int place = published.place(number);
      int point = place % family.pointsOfRow();
      long[] zeros = series.format(point).zeros();
      amend(number, place / family.pointsOfRow() - 1, point, zeros, zeros.length, true);
    }

    private void amend(int number, int row, int point, long[] values, int size, boolean mature) {
      boolean same = published.hasValues(number, values, size);
      if (!same) {
        published.amend(number, values, mature);
      }
      if (!same || anew) {
        send(row, point, values, number);
      }
    }

    private void send(int row, int point, long[] values, int number) {
      Series to = series.of(table, row, point);
      line.clear();
      to.appendLine(values, published.rev(number), table::name, windowStart, line);
      out.take(to, windowStart, line);
    }
  }
}
