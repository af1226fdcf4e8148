package io.shopfunnel.table;

/** The rows of a whole table, by dense numbers from 0. */
public interface TableRows {
  /** The number of rows. */
  int size();

  /** The text that tells a row apart from the others; a number as its digits. */
  String name(int row);

  /** The number that tells a row apart from the others; 0 in a table whose rows have texts. */
  long number(int row);

  /** A counter. */
  long counter(int row, int column);
}
