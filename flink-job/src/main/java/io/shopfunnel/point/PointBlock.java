package io.shopfunnel.point;

/**
 * Points as lines of InfluxDB's line protocol, one behind the other, each with a line feed at its
 * end. Nobody changes a block.
 *
 * @param lines the lines, in UTF-8, and nothing else
 * @param ends for each line the place behind its line feed
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares blocks.
public record PointBlock(byte[] lines, int[] ends) {
  /** The number of points. */
  public int size() {
    return ends.length;
  }

  /** Where a line begins; for the number of points, where the last one ends. */
  public int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }
}
