package io.shopfunnel.replayer.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Generated figures beside real ones as a table in Markdown: a row for each figure, a column for
 * each sample. A cell reads {@code real / generated (ratio)}. It remembers which are too far apart.
 */
final class ShapeTable {
  /** How far a generated figure may be from the real one. */
  private static final double TOLERANCE = 0.15;

  /** By chance alone, fewer things than these vary by more than the tolerance: 1 / 0.15². */
  static final int FEW = 45;

  private final List<String> columns;
  private final Map<String, String[]> cells = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  ShapeTable(String... columns) {
    this.columns = List.of(columns);
  }

  /** Compares a figure that must be near the real one. */
  void compare(String figure, String column, double real, double generated) {
    double ratio = generated / real;
    put(figure, column, "%s / %s (%.2f)", number(real), number(generated), ratio);
    if (!(Math.abs(ratio - 1) <= TOLERANCE)) {
      misses.add(figure + ", " + column + ": " + cell(figure, column));
    }
  }

  /**
   * Compares how many rows of a hundred are so, where enough real ones are for that to mean
   * anything; else it only shows both.
   */
  void comparePercent(
      String figure, String column, long real, RowSample in, double generatedPercent) {
    double realPercent = 100.0 * real / in.size();
    if (real < FEW) {
      show(figure, column, realPercent, generatedPercent, real == 0 ? "none" : "few");
    } else {
      compare(figure, column, realPercent, generatedPercent);
    }
  }

  /** Shows a figure that nothing follows from, and says in a word why. */
  void show(String figure, String column, double real, double generated, String why) {
    put(figure, column, "%s / %s (%s)", number(real), number(generated), why);
  }

  /** Compares a figure of which only the range of the real ones is known. */
  void compareRange(String figure, String column, double least, double most, double generated) {
    boolean inside = least <= generated && generated <= most;
    String where = inside ? "within" : "outside";
    put(figure, column, "%s–%s / %s (%s)", number(least), number(most), number(generated), where);
    if (!inside) {
      misses.add(figure + ", " + column + ": " + cell(figure, column));
    }
  }

  private void put(String figure, String column, String format, Object... values) {
    String[] row =
        cells.computeIfAbsent(
            figure,
            name -> {
              String[] blank = new String[columns.size()];
              Arrays.fill(blank, "");
              return blank;
            });
    row[columns.indexOf(column)] = String.format(Locale.ROOT, format, values);
  }

  private String cell(String figure, String column) {
    return cells.get(figure)[columns.indexOf(column)];
  }

  private static String number(double value) {
    if (value >= 200 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 20 ? "%.1f" : "%.2f", value);
  }

  String markdown() {
    StringBuilder text = new StringBuilder("| |");
    columns.forEach(column -> text.append(' ').append(column).append(" |"));
    text.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    cells.forEach(
        (figure, row) -> {
          text.append("| ").append(figure).append(" |");
          for (String cell : row) {
            text.append(cell.isEmpty() ? " |" : " " + cell + " |");
          }
          text.append('\n');
        });
    return text.toString();
  }

  /** The figures that are too far apart. */
  List<String> misses() {
    return misses;
  }
}
