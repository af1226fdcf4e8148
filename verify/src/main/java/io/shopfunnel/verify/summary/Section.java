package io.shopfunnel.verify.summary;

/** A part of the summary. */
interface Section {
  /** Prints itself. */
  void print(Page page);
}
