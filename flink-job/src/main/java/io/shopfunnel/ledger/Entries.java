package io.shopfunnel.ledger;

import io.shopfunnel.funnel.FunnelProgress;

/** The rows of a user in entry windows, found by funnel and product. */
public final class Entries {
  /** What {@link #first} and {@link #next} give where there is no further row. */
  public static final int NONE = -1;

  private final Rows rows;
  private final RowIndex index = new RowIndex();

  /** Where the product stands in a row. */
  private final int productWord;

  Entries(int progressWords) {
    productWord = progressWords;
    rows = new Rows(progressWords + 1);
  }

  Rows rows() {
    return rows;
  }

  /** The array that holds all rows; another one after {@link #add}. */
  public long[] words() {
    return rows.words();
  }

  /** Where a row begins in {@link #words}. */
  public int at(int row) {
    return rows.at(row);
  }

  int size() {
    return rows.size();
  }

  void clear() {
    rows.clear();
    index.drop();
  }

  long product(int row) {
    return rows.words()[rows.at(row) + productWord];
  }

  /**
   * Adds a row of zeros; gives where it begins in {@link #words}.
   *
   * @param product the product; 0 for all
   */
  public int add(int owner, long product) {
    int at = rows.add();
    rows.words()[at + productWord] = product;
    if (index.isMade()) {
      index.add(hash(owner, product));
    }
    return at;
  }

  void remove(int row) {
    rows.remove(row);
    index.drop();
  }

  /** The number of a row of that funnel and product; {@link #NONE} where there is none. */
  public int first(int owner, long product) {
    if (rows.size() <= RowIndex.FEW) {
      return before(rows.size(), owner, product);
    }
    if (!index.isMade()) {
      index.begin(rows.size());
      for (int row = 0; row < rows.size(); row++) {
        index.add(hash(owner(row), product(row)));
      }
    }
    return matching(index.firstOf(hash(owner, product)), owner, product);
  }

  /** The number of another such row; {@link #NONE} where there is none. */
  public int next(int row, int owner, long product) {
    return rows.size() <= RowIndex.FEW || !index.isMade()
        ? before(row, owner, product)
        : matching(index.nextOf(row), owner, product);
  }

  private int before(int end, int owner, long product) {
    int row = end - 1;
    while (row >= 0 && !is(row, owner, product)) {
      row--;
    }
    return row;
  }

  private int matching(int candidate, int owner, long product) {
    int row = candidate;
    while (row != NONE && !is(row, owner, product)) {
      row = index.nextOf(row);
    }
    return row;
  }

  private boolean is(int row, int owner, long product) {
    return owner(row) == owner && product(row) == product;
  }

  private int owner(int row) {
    return FunnelProgress.owner(rows.words()[rows.at(row)]);
  }

  private static long hash(int owner, long product) {
    return product * 67 + owner;
  }
}
