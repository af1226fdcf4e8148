package io.shopfunnel.sink.influx;

import io.shopfunnel.table.MetricPoint;

/** Lines in the order in which they are sent. Used again after {@link #clear}; not thread-safe. */
final class LineBatch {
  private final BatchLimits limits;
  private final StringBuilder text = new StringBuilder();
  private final int[] ends;
  private int size;

  LineBatch(BatchLimits limits) {
    this.limits = limits;
    this.ends = new int[limits.points()];
  }

  void add(MetricPoint point, LineProtocol protocol) throws UnwritablePointException {
    protocol.append(point, text);
    ends[size] = text.length();
    size++;
  }

  boolean isFull() {
    return size == limits.points() || text.length() >= limits.chars();
  }

  int size() {
    return size;
  }

  /** The lines from one index up to, and without, another. */
  String lines(int from, int to) {
    return text.substring(from == 0 ? 0 : ends[from - 1], to == 0 ? 0 : ends[to - 1]);
  }

  void clear() {
    text.setLength(0);
    size = 0;
  }
}
