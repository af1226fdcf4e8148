package io.shopfunnel.sink.influx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.shopfunnel.point.PointBlock;
import java.util.Arrays;

/** Lines in the order in which they are sent. Used again after {@link #clear}; not thread-safe. */
final class LineBatch {
  private static final int FIRST_BYTES = 1 << 16;

  private final BatchLimits limits;
  private final int[] ends;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int size;

  LineBatch(BatchLimits limits) {
    this.limits = limits;
    this.ends = new int[limits.points()];
  }

  /**
   * Takes lines of a block until the batch is full.
   *
   * @param from the first line to take
   * @return the first line that was not taken
   */
  int add(PointBlock block, int from) {
    int start = block.start(from);
    int before = length;
    int next = from;
    while (next < block.size() && !isFull()) {
      length = before + block.ends()[next] - start;
      ends[size++] = length;
      next++;
    }
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    System.arraycopy(block.lines(), start, bytes, before, length - before);
    return next;
  }

  boolean isFull() {
    return size == limits.points() || length >= limits.bytes();
  }

  int size() {
    return size;
  }

  /** The array that holds the lines; it stays as it is until {@link #clear}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a line begins; for the number of lines, where the last one ends. */
  int start(int line) {
    return line == 0 ? 0 : ends[line - 1];
  }

  /** A line as a text. */
  String line(int line) {
    return new String(bytes, start(line), start(line + 1) - start(line), UTF_8);
  }

  void clear() {
    length = 0;
    size = 0;
  }
}
