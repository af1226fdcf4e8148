package io.shopfunnel.verify.oracle;

/**
 * A measurement that follows users, so that it can be computed from some of the users at a time:
 * the parts of all slices are collected, and united into its points at the end.
 */
interface SlicedPoints {
  /** What it computes. */
  String name();

  /** Makes the empty tables of parts. */
  void begin();

  /** Adds the part of the users whose events are in the table {@code event}. */
  void add();

  /** Unites the parts. */
  void publish();
}
