package io.shopfunnel.replayer.cluster;

import java.util.List;

/**
 * Who keeps a partition.
 *
 * @param topic its topic
 * @param partition its number
 * @param leader the id of the broker that leads it, or -1
 * @param replicas the ids of all brokers that should keep it
 * @param inSync the ids of those that have all of it
 */
public record PartitionState(
    String topic, int partition, int leader, List<Integer> replicas, List<Integer> inSync) {
  /** Whether a broker that should keep it lags behind or is away. */
  public boolean isUnderReplicated() {
    return inSync.size() < replicas.size();
  }
}
