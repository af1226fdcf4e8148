package io.shopfunnel.replayer.publish;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the compacted topic on which each replay's progress stands. */
public final class ProgressLog {
  private final KafkaSettings settings;
  private final String topic;

  public ProgressLog(KafkaSettings settings, String topic) {
    this.settings = settings;
    this.topic = topic;
  }

  /** The last committed record of each key. */
  public Map<String, byte[]> read() throws ExecutionException, InterruptedException {
    Map<String, byte[]> last = new HashMap<>();
    CommittedRecords.forEach(settings, topic, record -> keep(last, record));
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
