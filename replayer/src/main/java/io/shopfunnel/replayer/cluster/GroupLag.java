package io.shopfunnel.replayer.cluster;

/**
 * How far a consumer group is behind a partition's end.
 *
 * @param committed the next offset that the group wants; 0 where it has committed none
 * @param end the offset at which what is committed ends; where nothing but marks of transactions
 *     stands behind the group's offset, that offset
 */
public record GroupLag(String topic, int partition, long committed, long end) {
  /** Records yet to be read, and the marks of transactions between them. */
  public long records() {
    return end - committed;
  }

  /** The same partition, in which the group has nothing more to read. */
  GroupLag atItsEnd() {
    return new GroupLag(topic, partition, committed, committed);
  }
}
