package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.topic.Patience;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** All committed records that a topic holds at one moment. */
public final class CommittedRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private CommittedRecords() {}

  /**
   * Hands over the records, each partition in its own order. The end is that of all records, not
   * only of those that a reader of committed ones may see at once: so it waits for transactions
   * that are still open, or whose end the brokers have yet to write down.
   *
   * @throws ReplayFailure where such a transaction stays open, or there is no such topic
   */
  public static void forEach(
      KafkaSettings settings, String topic, Consumer<ConsumerRecord<byte[], byte[]>> action)
      throws ExecutionException, InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      Map<TopicPartition, Long> ends = ends(settings, partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        var records = consumer.poll(POLL);
        records.forEach(action);
        if (!records.isEmpty()) {
          patienceEnds = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > patienceEnds) {
          throw new ReplayFailure(
              "Another program's transaction on %s stays open; end it, or wait until it times out."
                  .formatted(topic));
        }
      }
    }
  }

  /** A broker that does not know the topic yet must not pass for one that tells it is empty. */
  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) throws InterruptedException {
    List<TopicPartition> partitions =
        new Patience()
            .look(() -> consumer.partitionsFor(topic), found -> !found.isEmpty()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    if (partitions.isEmpty()) {
      throw new ReplayFailure(
          "The topic " + topic + " does not exist: create it with 'replayer topics'.");
    }
    return partitions;
  }

  private static Map<TopicPartition, Long> ends(
      KafkaSettings settings, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = settings.admin()) {
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    }
    return ends;
  }
}
