package io.shopfunnel.replayer.cluster;

/**
 * How far a consumer group is behind a partition's end.
 *
 * @param committed the next offset that the group wants, or -1 where it has committed none
 * @param end the offset after the last record
 */
public record GroupLag(String topic, int partition, long committed, long end) {
  /** Records yet to be read. */
  public long records() {
    return end - Math.max(0, committed);
  }
}
