package io.shopfunnel.verify.summary;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Aligned plain text: headings, and tables whose first column is on the left. */
final class Page {
  /** Stands for a rate of nothing. */
  static final String NO_RATE = "–";

  private final PrintWriter out;
  private final List<String[]> table = new ArrayList<>();

  Page(PrintWriter out) {
    this.out = out;
  }

  void heading(String text) {
    out.printf("%n%s%n", text);
  }

  /** A row of the table that {@link #endTable} prints. */
  void row(String... cells) {
    table.add(cells);
  }

  /** Prints the rows, each column as wide as its widest cell. */
  void endTable() {
    int columns = table.stream().mapToInt(row -> row.length).max().orElse(0);
    int[] widths = new int[columns];
    for (String[] row : table) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : table) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < row.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? " " : "   ").append(i == 0 ? row[i] + padding : padding + row[i]);
      }
      out.println(line.toString().stripTrailing());
    }
    table.clear();
  }

  void line(String text) {
    out.println("  " + text);
  }

  void flush() {
    out.flush();
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Cents as money, in the currency of the shop's prices. */
  static String money(long cents) {
    return String.format(Locale.ROOT, "%,.2f", BigDecimal.valueOf(cents, 2));
  }

  /** A share in percent. */
  static String rate(long part, long whole) {
    return whole == 0 ? NO_RATE : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
  }
}
