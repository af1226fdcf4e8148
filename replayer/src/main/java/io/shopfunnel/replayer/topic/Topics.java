package io.shopfunnel.replayer.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics and tells how those that exist are set. */
public final class Topics {
  private final Admin admin;
  private final Patience patience;

  public Topics(Admin admin) {
    this(admin, new Patience());
  }

  public Topics(Admin admin, Patience patience) {
    this.admin = admin;
    this.patience = patience;
  }

  /**
   * A topic as it is.
   *
   * @param partitions how many it has
   * @param replication on how many brokers its first partition is kept
   * @param settings its configuration
   */
  public record Existing(int partitions, int replication, Map<String, String> settings) {}

  /** Those of the planned topics that exist, by name, as far as the brokers asked know them yet. */
  public Map<String, Existing> existing(List<TopicPlan> plans) throws InterruptedException {
    return patience.insist(() -> look(plans), Topics::mayPass);
  }

  /** A broker whose session with ZooKeeper has just expired answers so until it has a new one. */
  private static boolean mayPass(RuntimeException failure) {
    return failure instanceof UnknownServerException
        || failure instanceof InvalidReplicationFactorException;
  }

  private Map<String, Existing> look(List<TopicPlan> plans) {
    var descriptions =
        admin.describeTopics(plans.stream().map(TopicPlan::name).toList()).topicNameValues();
    Map<String, TopicDescription> topics = new LinkedHashMap<>();
    descriptions.forEach(
        (name, future) -> ifKnown(future).ifPresent(topic -> topics.put(name, topic)));
    var configs = admin.describeConfigs(topics.keySet().stream().map(Topics::resource).toList());
    Map<String, Existing> found = new LinkedHashMap<>();
    configs
        .values()
        .forEach(
            (resource, future) ->
                ifKnown(future)
                    .ifPresent(
                        config -> found.put(resource.name(), existing(topics, resource, config))));
    return found;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static Existing existing(
      Map<String, TopicDescription> topics, ConfigResource resource, Config config) {
    var partitions = Objects.requireNonNull(topics.get(resource.name())).partitions();
    return new Existing(partitions.size(), partitions.get(0).replicas().size(), map(config));
  }

  /** The same, after a while of patience with those that are wanted and seem to be missing. */
  public Map<String, Existing> existing(List<TopicPlan> plans, Collection<String> wanted)
      throws InterruptedException {
    Map<String, Existing> found = existing(plans);
    if (found.keySet().containsAll(wanted)) {
      return found;
    }
    return patience.look(() -> look(plans), seen -> seen.keySet().containsAll(wanted));
  }

  /** Creates a topic; false where one of its name exists, which is left as it is. */
  public boolean create(TopicPlan plan) throws InterruptedException {
    return patience.insist(() -> tryToCreate(plan), Topics::mayPass);
  }

  private boolean tryToCreate(TopicPlan plan) {
    NewTopic topic =
        new NewTopic(plan.name(), plan.partitions(), plan.replication()).configs(plan.settings());
    try {
      var unused = get(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (TopicExistsException itDoes) {
      return false;
    }
  }

  /**
   * Waits until every broker knows these topics, as well as can be seen: each is asked by itself
   * for a topic's producers, which the client does again until the broker knows the topic. A broker
   * that gives another answer (it keeps no copy, it may not say, it is away) is not waited for.
   */
  public void awaitKnownEverywhere(Collection<String> names) {
    List<TopicPartition> partitions =
        names.stream().map(name -> new TopicPartition(name, 0)).toList();
    List<KafkaFuture<?>> answers = new ArrayList<>();
    for (Node broker : get(admin.describeCluster().nodes())) {
      var options =
          new DescribeProducersOptions()
              .brokerId(broker.id())
              .timeoutMs(Math.toIntExact(Patience.LONGEST.toMillis()));
      var asked = admin.describeProducers(partitions, options);
      partitions.forEach(partition -> answers.add(asked.partitionResult(partition)));
    }
    for (KafkaFuture<?> answer : answers) {
      try {
        var unused = get(answer);
      } catch (KafkaException itKnowsOrWillNotSay) {
        // Nothing to wait for.
      }
    }
  }

  /** Dangers of all planned topics that exist. */
  public static List<String> dangers(List<TopicPlan> plans, Map<String, Existing> existing) {
    List<String> dangers = new ArrayList<>();
    for (TopicPlan plan : plans) {
      Existing topic = existing.get(plan.name());
      if (topic != null) {
        dangers.addAll(TopicReview.dangers(plan, topic.settings()));
      }
    }
    return dangers;
  }

  private static Map<String, String> map(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(
            Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (a, b) -> b, HashMap::new));
  }

  private static <T> Optional<T> ifKnown(KafkaFuture<T> future) {
    try {
      return Optional.of(get(future));
    } catch (UnknownTopicOrPartitionException unknown) {
      return Optional.empty();
    }
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
