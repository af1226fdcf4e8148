package io.shopfunnel.table;

import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/** What one operator instance adds to the table of one window: rows by key, each of counters. */
final class GatheredTable {
  private static final long NO_ROW = -1;

  private final boolean single;
  private final CounterRows rows;
  private final Long2LongHashMap numbers = new Long2LongHashMap(NO_ROW);
  private long[] keys = new long[4];

  GatheredTable(RowKey rowKey, int columns) {
    single = rowKey == RowKey.SINGLE;
    rows = new CounterRows(columns);
  }

  /** The number of the key's row; a new row of zeros where there is none. */
  int row(long key) {
    if (single) {
      return rows.rows() == 0 ? rows.addRow() : 0;
    }
    long known = numbers.get(key);
    if (known != NO_ROW) {
      return (int) known;
    }
    int row = rows.addRow();
    if (row == keys.length) {
      keys = Arrays.copyOf(keys, 2 * row);
    }
    keys[row] = key;
    numbers.put(key, row);
    return row;
  }

  CounterRows rows() {
    return rows;
  }

  long key(int row) {
    return single ? 0 : keys[row];
  }

  void clear() {
    rows.clear();
    numbers.clear();
  }
}
