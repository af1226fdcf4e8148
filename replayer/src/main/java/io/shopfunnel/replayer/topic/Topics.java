package io.shopfunnel.replayer.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics and tells how those that exist are set. */
public final class Topics {
  private final Admin admin;

  public Topics(Admin admin) {
    this.admin = admin;
  }

  /**
   * A topic as it is.
   *
   * @param partitions how many it has
   * @param replication on how many brokers its first partition is kept
   * @param settings its configuration
   */
  public record Existing(int partitions, int replication, Map<String, String> settings) {}

  /** Those of the planned topics that exist, by name. */
  public Map<String, Existing> existing(List<TopicPlan> plans) {
    Set<String> all = get(admin.listTopics().names());
    List<String> names = plans.stream().map(TopicPlan::name).filter(all::contains).toList();
    Map<String, TopicDescription> descriptions = get(admin.describeTopics(names).allTopicNames());
    List<ConfigResource> resources =
        names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList();
    Map<ConfigResource, Config> settings = get(admin.describeConfigs(resources).all());
    Map<String, Existing> found = new LinkedHashMap<>();
    for (ConfigResource resource : resources) {
      TopicDescription topic = descriptions.get(resource.name());
      Config config = settings.get(resource);
      if (topic != null && config != null) {
        int replication = topic.partitions().get(0).replicas().size();
        found.put(
            resource.name(), new Existing(topic.partitions().size(), replication, map(config)));
      }
    }
    return found;
  }

  /** Creates a topic; one that exists by now is left as it is. */
  public void create(TopicPlan plan) {
    NewTopic topic =
        new NewTopic(plan.name(), plan.partitions(), plan.replication()).configs(plan.settings());
    try {
      var unused = get(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException itDoes) {
      // Another replayer was quicker.
    }
  }

  /** Dangers of all planned topics that exist. */
  public List<String> dangers(List<TopicPlan> plans) {
    Map<String, Existing> existing = existing(plans);
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
