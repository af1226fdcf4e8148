package io.shopfunnel.table;

import io.shopfunnel.point.LineBuffer;
import io.shopfunnel.point.PointReceiver;
import io.shopfunnel.point.Series;
import io.shopfunnel.window.Window;
import java.util.BitSet;

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
    Publication publication = new Publication(table, windowStart, out);
    int before = table.published().size();
    drafted.clear();
    family.draft(table, new PointDrafts(publication));
    for (int gone = drafted.nextClearBit(0); gone < before; gone = drafted.nextClearBit(gone + 1)) {
      publication.withdraw(gone);
    }
  }

  /** The publication of one table. */
  private final class Publication implements PointDrafts.Receiver {
    private final WindowTable table;
    private final long windowStart;
    private final PointReceiver out;
    private final PublishedPoints published;

    private Publication(WindowTable table, long windowStart, PointReceiver out) {
      this.table = table;
      this.windowStart = windowStart;
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
      if (!published.hasValues(number, values, size)) {
        published.amend(number, values, mature);
        send(row, point, values, number);
      }
    }

    /** Writes zeros in the place of a point that is no more; nothing will change them. */
    private void withdraw(int number) {
      int place = published.place(number);
      int point = place % family.pointsOfRow();
      long[] zeros = series.format(point).zeros();
      if (!published.hasValues(number, zeros, zeros.length)) {
        published.amend(number, zeros, true);
        send(place / family.pointsOfRow() - 1, point, zeros, number);
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
