package io.shopfunnel.replayer.cluster;

import java.util.List;
import java.util.Map;

/**
 * The cluster at one moment.
 *
 * @param ensemble ZooKeeper's servers
 * @param brokers the registered brokers, {@code host:port} by id
 * @param controller the id of the controller, or -1
 * @param partitions the topics' partitions, as far as Kafka answers
 * @param group the consumer group whose lag is shown
 * @param lags the group's lag
 * @param remark what could not be found out, empty where all could
 */
public record ClusterSnapshot(
    List<EnsembleMember> ensemble,
    Map<Integer, String> brokers,
    int controller,
    List<PartitionState> partitions,
    String group,
    List<GroupLag> lags,
    String remark) {
  /** Whether the whole ensemble is up, all replicas are in sync and all is known. */
  public boolean isHealthy() {
    long up = ensemble.stream().filter(EnsembleMember::isUp).count();
    return up == ensemble.size()
        && controller >= 0
        && remark.isEmpty()
        && partitions.stream().noneMatch(PartitionState::isUnderReplicated);
  }

  /** What stands still while nobody comes or goes. */
  public ClusterSnapshot withoutCounters() {
    List<EnsembleMember> plain =
        ensemble.stream()
            .map(member -> new EnsembleMember(member.address(), member.mode(), ""))
            .toList();
    return new ClusterSnapshot(plain, brokers, controller, partitions, group, List.of(), remark);
  }

  /** Brokers that should keep a partition and are not registered. */
  public List<Integer> missingBrokers() {
    return partitions.stream()
        .flatMap(partition -> partition.replicas().stream())
        .filter(id -> !brokers.containsKey(id))
        .distinct()
        .sorted()
        .toList();
  }
}
