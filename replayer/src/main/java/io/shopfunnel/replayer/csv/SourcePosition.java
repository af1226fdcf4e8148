package io.shopfunnel.replayer.csv;

/**
 * A place between two rows of a source.
 *
 * @param offset bytes of the unpacked source before it, the header's too; 0 for the very start
 * @param row data rows before it
 */
public record SourcePosition(long offset, long row) {
  /** Before the header. */
  public static final SourcePosition START = new SourcePosition(0, 0);
}
