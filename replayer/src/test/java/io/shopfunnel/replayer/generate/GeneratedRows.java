package io.shopfunnel.replayer.generate;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes rows out of a generated month while it is written, without keeping it. */
final class GeneratedRows {
  private GeneratedRows() {}

  /** The rows at the start of a month that pass, until there are enough or one says stop. */
  static RowSample start(Month month, Predicate<String> until, Predicate<String[]> passes) {
    List<String[]> rows = new ArrayList<>();
    try {
      month.write(
          line -> {
            if (until.test(line)) {
              throw new Enough();
            }
            String[] row = RowSample.fields(line);
            if (passes.test(row)) {
              rows.add(row);
            }
          });
    } catch (Enough e) {
      // The rest of the month is not wanted.
    }
    return new RowSample(rows);
  }

  static RowSample first(Month month, int count) {
    int[] seen = {0};
    return start(month, line -> seen[0]++ == count, row -> true);
  }

  /** So many rows of a whole month, drawn at random, in order of time. */
  static RowSample drawn(Month month, int count) {
    Dice dice = new Dice(month.seed);
    List<String[]> rows = new ArrayList<>();
    long[] left = {month.rows};
    month.write(
        line -> {
          if (dice.unit() * left[0]-- < count - rows.size()) {
            rows.add(RowSample.fields(line));
          }
        });
    return new RowSample(rows);
  }

  /** A synthetic month. */
  record Month(String shop, YearMonth month, long rows, long seed) {
    void write(java.util.function.Consumer<String> lines) {
      OutputStream out = new Lines(lines);
      int days = month.lengthOfMonth();
      MonthGenerator.write(shop, month.atDay(1), days, rows, seed, out, written -> {});
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super(null, null, false, false);
    }
  }

  /** Hands on each line but the header. */
  private static final class Lines extends OutputStream {
    private final java.util.function.Consumer<String> lines;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean header = true;

    Lines(java.util.function.Consumer<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(int oneByte) {
      throw new UnsupportedOperationException("the generator writes blocks");
    }

    @Override
    public void write(byte[] block, int offset, int length) {
      int from = offset;
      for (int i = offset; i < offset + length; i++) {
        if (block[i] == '\n') {
          begun.write(block, from, i - from);
          from = i + 1;
          if (!header) {
            lines.accept(begun.toString(StandardCharsets.US_ASCII));
          }
          header = false;
          begun.reset();
        }
      }
      begun.write(block, from, offset + length - from);
    }
  }
}
