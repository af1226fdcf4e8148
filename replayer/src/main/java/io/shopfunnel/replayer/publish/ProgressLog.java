package io.shopfunnel.replayer.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the compacted topic on which each replay's progress stands. */
public final class ProgressLog {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final KafkaSettings settings;
  private final TopicPartition partition;

  public ProgressLog(KafkaSettings settings, String topic) {
    this.settings = settings;
    partition = new TopicPartition(topic, 0);
  }

  /**
   * The last committed record of each key. It waits for transactions that are still open before the
   * end, since what lies behind them cannot be seen.
   *
   * @throws ReplayFailure where such a transaction stays open
   */
  public Map<String, byte[]> read() throws Exception {
    long end;
    try (Admin admin = settings.admin()) {
      // Of all records, not only of those that a reader of committed ones may already see.
      end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
    }
    Map<String, byte[]> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = settings.consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          keep(last, record);
        }
        if (System.nanoTime() > patienceEnds) {
          throw new ReplayFailure(
              "Another program's transaction on "
                  + partition.topic()
                  + " stays open; end it, or wait until it times out.");
        }
      }
    }
    return last;
  }

  private static void keep(Map<String, byte[]> last, ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      last.remove(key);
    } else {
      last.put(key, record.value());
    }
  }
}
