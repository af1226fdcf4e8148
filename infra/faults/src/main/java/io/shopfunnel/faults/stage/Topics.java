package io.shopfunnel.faults.stage;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka says of itself, of topics, and of how far a group has come. */
public final class Topics {
  // Behind the last record of a partition stand the end marks of transactions, which are no
  // records.
  private static final long LOOK_BACK = 500;
  private static final Duration POLL = Duration.ofMillis(200);

  private final String brokers;

  Topics(String brokers) {
    this.brokers = brokers;
  }

  /** The id of the broker that is the controller. */
  int controller() {
    return ask(admin -> admin.describeCluster().controller().get().id());
  }

  /** Deletes a topic and those that belong to it. */
  public void delete(String topic) {
    List<String> all =
        Stream.of("", ".dead-letter", ".late", ".replay-progress").map(topic::concat).toList();
    var unused = ask(admin -> admin.deleteTopics(all).all().get());
  }

  /** The offset behind the last record of each partition; without those that hold none. */
  public Map<TopicPartition, Long> ends(String topic) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Set<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .collect(Collectors.toSet());
      consumer.assign(partitions);
      Map<TopicPartition, Long> logEnds = consumer.endOffsets(partitions);
      logEnds.forEach((each, end) -> consumer.seek(each, Math.max(0, end - LOOK_BACK)));
      Map<TopicPartition, Long> ends = new HashMap<>();
      while (logEnds.entrySet().stream()
          .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          ends.put(new TopicPartition(topic, found.partition()), found.offset() + 1);
        }
      }
      return ends;
    }
  }

  /** Whether the group has committed at least these offsets; false where that cannot be told. */
  public boolean hasCome(String group, Map<TopicPartition, Long> ends) {
    try {
      Map<TopicPartition, Long> committed =
          ask(
              admin ->
                  admin
                      .listConsumerGroupOffsets(group)
                      .partitionsToOffsetAndMetadata()
                      .get()
                      .entrySet()
                      .stream()
                      .filter(each -> Objects.nonNull(each.getValue()))
                      .collect(
                          Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset())));
      return ends.entrySet().stream()
          .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    } catch (FaultsException away) {
      return false;
    }
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      return question.ask(admin);
    } catch (ExecutionException | KafkaException e) {
      throw new FaultsException("Kafka does not do as asked: " + e.getMessage(), e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FaultsException("interrupted", stop);
    }
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }
}
