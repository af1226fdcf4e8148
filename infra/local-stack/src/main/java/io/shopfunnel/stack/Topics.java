package io.shopfunnel.stack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DeletedRecords;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Counts and clears what lies in topics; a topic that does not exist is an empty one. */
public final class Topics {
  private static final int ATTEMPT_MS = 5_000;
  private static final int TIMEOUT_MS = 60_000;

  private final String brokers;
  private final Properties settings;

  /** The topics of the cluster at these bootstrap servers, where nobody is asked who they are. */
  public Topics(String brokers) {
    this(brokers, new Properties());
  }

  /** The same, asked with a client's settings. */
  Topics(String brokers, Properties settings) {
    this.brokers = brokers;
    this.settings = settings;
  }

  /**
   * How many offsets the topics span. Transactions' end marks count too, so it is a little more
   * than the number of records.
   *
   * @throws StackException when Kafka does not answer
   */
  public long size(Collection<String> names) {
    return ask(
        admin -> {
          Set<TopicPartition> partitions = partitions(admin, names);
          return sum(offsets(admin, partitions, OffsetSpec.latest()))
              - sum(offsets(admin, partitions, OffsetSpec.earliest()));
        });
  }

  /**
   * The first offset of each partition of a topic.
   *
   * @throws StackException when Kafka does not answer
   */
  public Map<Integer, Long> begins(String name) {
    return ask(
        admin ->
            offsets(admin, partitions(admin, List.of(name)), OffsetSpec.earliest())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(begin -> begin.getKey().partition(), Entry::getValue)));
  }

  /**
   * Deletes the records and keeps the topics, with their settings and their offsets' count.
   *
   * @throws StackException when Kafka does not answer, or a replica that is alive does not follow
   */
  public void empty(Collection<String> names) {
    ask(
        admin -> {
          Map<TopicPartition, Long> ends =
              offsets(admin, partitions(admin, names), OffsetSpec.latest());
          Map<TopicPartition, RecordsToDelete> upTo =
              ends.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
          Map<TopicPartition, KafkaFuture<DeletedRecords>> deletions =
              admin.deleteRecords(upTo).lowWatermarks();
          for (Entry<TopicPartition, KafkaFuture<DeletedRecords>> deletion : deletions.entrySet()) {
            try {
              var unused = deletion.getValue().get();
            } catch (ExecutionException e) {
              throw new StackException(
                  "The records of %s cannot be deleted (%s): %s. Is a broker on its way up or down? Then try again; make status shows it."
                      .formatted(
                          deletion.getKey(), replicas(admin, deletion.getKey()), e.getMessage()),
                  e);
            }
          }
          return deletions.size();
        });
  }

  /** Who has it, for somebody who wonders what it waits for. */
  private static String replicas(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    TopicPartitionInfo found =
        admin.describeTopics(List.of(partition.topic())).allTopicNames().get().values().stream()
            .map(topic -> topic.partitions().get(partition.partition()))
            .findFirst()
            .orElseThrow();
    return "leader %s, in sync %s of %s"
        .formatted(
            found.leader() == null ? "none" : found.leader().idString(),
            ids(found.isr()),
            ids(found.replicas()));
  }

  private static String ids(List<Node> nodes) {
    return nodes.stream().map(Node::idString).sorted().collect(Collectors.joining(", "));
  }

  private <T> T ask(Question<T> question) {
    // A deletion waits in the leader for every follower; one that is sent while a broker comes back
    // can wait in vain, and is asked for again.
    Properties config = new Properties();
    config.put("bootstrap.servers", brokers);
    config.put("request.timeout.ms", ATTEMPT_MS);
    config.put("default.api.timeout.ms", TIMEOUT_MS);
    config.putAll(settings);
    try (Admin admin = Admin.create(config)) {
      return question.ask(admin);
    } catch (ExecutionException | KafkaException e) {
      throw new StackException(
          "Kafka at %s does not do as asked: %s".formatted(brokers, e.getMessage()), e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while asking Kafka.", stop);
    }
  }

  private static Set<TopicPartition> partitions(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<String> wanted = names.stream().filter(existing::contains).toList();
    return admin.describeTopics(wanted).allTopicNames().get().values().stream()
        .flatMap(Topics::partitions)
        .collect(Collectors.toSet());
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return IntStream.range(0, topic.partitions().size())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
    return admin.listOffsets(asked).all().get().entrySet().stream()
        .collect(Collectors.toMap(Entry::getKey, found -> found.getValue().offset()));
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }
}
