package io.shopfunnel.replayer.generate;

import java.util.HashMap;
import java.util.Map;

/** What is counted of a whole generated month, row by row. */
final class RowTally {
  private final Map<String, Integer> types = new HashMap<>();
  private int rows;
  private int unpriced;

  private RowTally() {}

  static RowTally of(GeneratedRows.Month month) {
    RowTally tally = new RowTally();
    month.write(line -> tally.add(RowSample.fields(line)));
    return tally;
  }

  private void add(String[] row) {
    rows++;
    types.merge(row[RowSample.TYPE], 1, Integer::sum);
    String price = row[RowSample.PRICE];
    unpriced += price.isEmpty() || price.startsWith("-") || price.equals("0.00") ? 1 : 0;
  }

  double percent(String type) {
    return 100.0 * types.getOrDefault(type, 0) / rows;
  }

  double percentUnpriced() {
    return 100.0 * unpriced / rows;
  }
}
