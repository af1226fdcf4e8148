package io.shopfunnel.replayer.cluster;

import io.shopfunnel.replayer.publish.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells partitions that hold committed records which a group has yet to read from those in which
 * only marks of transactions, that no reader ever sees, stand between its offset and the end.
 */
final class UnreadRecords {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings settings;

  UnreadRecords(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Those partitions that a reader goes through from the group's offset to the end and meets no
   * record. One of which this does not show in some seconds is not among them.
   */
  Set<GroupLag> without(List<GroupLag> lags) {
    Map<TopicPartition, GroupLag> open = new HashMap<>();
    lags.stream()
        .filter(lag -> lag.records() > 0)
        .forEach(lag -> open.put(new TopicPartition(lag.topic(), lag.partition()), lag));
    Set<GroupLag> empty = new HashSet<>();
    if (open.isEmpty()) {
      return empty;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer()) {
      consumer.assign(open.keySet());
      open.forEach((partition, lag) -> consumer.seek(partition, lag.committed()));
      long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
      while (!open.isEmpty() && System.nanoTime() < patienceEnds) {
        open.keySet().removeAll(consumer.poll(POLL).partitions());
        open.forEach(
            (partition, lag) -> {
              if (consumer.position(partition) >= lag.end()) {
                empty.add(lag);
              }
            });
        open.values().removeAll(empty);
        consumer.assign(open.keySet());
      }
    }
    return empty;
  }
}
