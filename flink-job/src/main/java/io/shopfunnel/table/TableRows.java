package io.shopfunnel.table;

/** The rows of a whole table, by dense numbers from 0. */
public interface TableRows {
  /** What {@link #rowOf} gives where no row has the text. */
  int NO_ROW = -1;

  /** In place of a row: the whole table, where a point tells of that. */
  int WHOLE = -1;

  /** The number of rows. */
  int size();

  /** The text that tells a row apart from the others; a number as its digits. */
  String name(int row);

  /** The row of a text; {@link #NO_ROW} where there is none. */
  int rowOf(String name);

  /** The number that tells a row apart from the others; 0 in a table whose rows have texts. */
  long number(int row);

  /** A counter. */
  long counter(int row, int column);
}
