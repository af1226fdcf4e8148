package io.shopfunnel.replayer.cluster;

import io.shopfunnel.replayer.publish.KafkaSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.zookeeper.KeeperException;

/** Asks ZooKeeper and Kafka how the cluster is. */
public final class ClusterObserver {
  /** Who looks at a cluster wants to see soon that Kafka is silent. */
  private static final int PATIENCE_MILLIS = 5_000;

  private final List<String> servers;
  private final Registry registry;
  private final String group;
  private final Admin admin;
  private final UnreadRecords unread;

  /**
   * @param servers ZooKeeper's, {@code host:port}
   * @param registry what the brokers have written there
   * @param group the consumer group whose lag is wanted
   * @param admin a client of the brokers, which stays the caller's to close
   * @param settings for a reader of the topics that the group has committed offsets of
   */
  public ClusterObserver(
      List<String> servers, Registry registry, String group, Admin admin, KafkaSettings settings) {
    this.servers = List.copyOf(servers);
    this.registry = registry;
    this.group = group;
    this.admin = admin;
    this.unread = new UnreadRecords(settings);
  }

  /** Looks once. */
  public ClusterSnapshot look() throws InterruptedException, IOException {
    List<EnsembleMember> ensemble = servers.stream().parallel().map(EnsembleMember::ask).toList();
    Map<Integer, String> brokers = new TreeMap<>();
    int controller = -1;
    List<String> remarks = new ArrayList<>();
    try {
      brokers = registry.brokers();
      controller = registry.controller();
    } catch (KeeperException e) {
      remarks.add(
          "ZooKeeper has no quorum, or none of its servers answers: who is registered is unknown.");
    }
    List<PartitionState> partitions = List.of();
    List<GroupLag> lags = List.of();
    try {
      partitions = partitions();
      lags = lags();
    } catch (ExecutionException e) {
      remarks.add("Kafka does not answer: " + message(e));
    } catch (KafkaException e) {
      remarks.add("Kafka does not answer: " + e.getMessage());
    }
    String remark = String.join("\n", remarks);
    return new ClusterSnapshot(ensemble, brokers, controller, partitions, group, lags, remark);
  }

  private List<PartitionState> partitions() throws ExecutionException, InterruptedException {
    var topics =
        admin
            .describeTopics(
                admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MILLIS)).names().get(),
                new DescribeTopicsOptions().timeoutMs(PATIENCE_MILLIS))
            .topicNameValues();
    List<PartitionState> states = new ArrayList<>();
    for (KafkaFuture<TopicDescription> topic : new TreeMap<>(topics).values()) {
      try {
        states.addAll(partitions(topic.get()));
      } catch (ExecutionException e) {
        // One broker listed it, another does not know it: it has just come, or gone.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return states;
  }

  private static List<PartitionState> partitions(TopicDescription topic) {
    List<PartitionState> states = new ArrayList<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      Node leader = partition.leader();
      states.add(
          new PartitionState(
              topic.name(),
              partition.partition(),
              leader == null ? -1 : leader.id(),
              ids(partition.replicas()),
              ids(partition.isr())));
    }
    return states;
  }

  private static String message(ExecutionException e) {
    return e.getCause() == null ? e.toString() : String.valueOf(e.getCause().getMessage());
  }

  private static List<Integer> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  private List<GroupLag> lags() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(
                group, new ListConsumerGroupOffsetsOptions().timeoutMs(PATIENCE_MILLIS))
            .partitionsToOffsetAndMetadata()
            .get();
    Map<TopicPartition, OffsetSpec> wanted =
        committed.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    // The job does not read further either than where what is committed ends.
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin
            .listOffsets(
                wanted,
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE_MILLIS))
            .all()
            .get();
    List<GroupLag> lags = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndMetadata offset = committed.get(partition);
          long at = offset == null ? 0 : offset.offset();
          lags.add(new GroupLag(partition.topic(), partition.partition(), at, end.offset()));
        });
    Set<GroupLag> read = unread.without(lags);
    return lags.stream()
        .map(lag -> read.contains(lag) ? lag.atItsEnd() : lag)
        .sorted(Comparator.comparing(GroupLag::topic).thenComparing(GroupLag::partition))
        .toList();
  }
}
