package io.shopfunnel.table;

/** What tells the rows of a table apart. */
public enum RowKey {
  /** There is one row only. */
  SINGLE,
  /** A text, such as a brand; within an operator its number in {@link Texts}. */
  TEXT,
  /** A number, such as a product's. */
  NUMBER
}
