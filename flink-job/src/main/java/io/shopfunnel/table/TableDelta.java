package io.shopfunnel.table;

import java.util.Arrays;

/**
 * What one operator instance adds to a table.
 *
 * @param table which table
 * @param rows the number of rows
 * @param names for each row its text; empty where rows have none
 * @param numbers for each row its number; empty where rows have none
 * @param columns the number of counters in a row
 * @param counters what is added, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares deltas.
public record TableDelta(
    TableKey table, int rows, String[] names, long[] numbers, int columns, long[] counters) {
  private static final String[] NO_NAMES = {};
  private static final long[] NO_NUMBERS = {};

  /** What was gathered in some rows, without those that came to nothing. */
  static TableDelta of(
      TableKey key, TableFamily family, GatheredRows gathered, int[] rows, Texts texts) {
    int columns = family.columns();
    int kept = 0;
    String[] names = family.rowKey() == RowKey.TEXT ? new String[rows.length] : NO_NAMES;
    long[] numbers = family.rowKey() == RowKey.NUMBER ? new long[rows.length] : NO_NUMBERS;
    long[] counters = new long[rows.length * columns];
    for (int row : rows) {
      if (gathered.isZero(row)) {
        continue;
      }
      if (family.rowKey() == RowKey.TEXT) {
        names[kept] = texts.text((int) gathered.key(row));
      } else if (family.rowKey() == RowKey.NUMBER) {
        numbers[kept] = gathered.key(row);
      }
      System.arraycopy(
          gathered.words(), gathered.countersOf(row), counters, kept * columns, columns);
      kept++;
    }
    return new TableDelta(
        key,
        kept,
        names.length == 0 ? names : Arrays.copyOf(names, kept),
        numbers.length == 0 ? numbers : Arrays.copyOf(numbers, kept),
        columns,
        counters);
  }
}
