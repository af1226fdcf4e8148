package io.shopfunnel.replayer.topic;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it should be.
 *
 * @param name its name
 * @param partitions how many partitions it is created with
 * @param replication on how many brokers each partition is kept
 * @param settings its configuration
 */
public record TopicPlan(
    String name, int partitions, short replication, Map<String, String> settings) {
  static final String RETENTION = "retention.ms";
  static final String RETENTION_BYTES = "retention.bytes";
  static final String CLEANUP = "cleanup.policy";
  static final String MIN_IN_SYNC = "min.insync.replicas";
  static final String COMPRESSION = "compression.type";
  static final String TIMESTAMP = "message.timestamp.type";
  private static final int MOST_MIN_IN_SYNC = 2;

  /** The topic's dead letters. */
  public static String deadLetters(String topic) {
    return topic + ".dead-letter";
  }

  /** The topic's late events. */
  public static String late(String topic) {
    return topic + ".late";
  }

  /** Where the replayer notes how far it has come. */
  public static String progress(String topic) {
    return topic + ".replay-progress";
  }

  /** The events' topic and those beside it. */
  public static List<TopicPlan> all(String topic, int partitions, short replication) {
    return List.of(
        events(topic, partitions, replication),
        events(deadLetters(topic), 1, replication),
        events(late(topic), partitions, replication),
        progressOf(topic, replication));
  }

  /**
   * The topic of confirmed orders. It is not compacted: its key is the user, who may have several.
   */
  public static TopicPlan orders(String name, int partitions, short replication) {
    return events(name, partitions, replication);
  }

  /**
   * The topic that holds the progress: of each key only the last record matters. Nothing in it gets
   * too old; that it may be deleted from lets whoever empties the events forget their replay too.
   */
  public static TopicPlan progressOf(String topic, short replication) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(CLEANUP, "compact,delete");
    settings.put(RETENTION, "-1");
    settings.put(RETENTION_BYTES, "-1");
    settings.put(MIN_IN_SYNC, minInSync(replication));
    return new TopicPlan(progress(topic), 1, replication, settings);
  }

  private static TopicPlan events(String name, int partitions, short replication) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(RETENTION, "-1");
    settings.put(RETENTION_BYTES, "-1");
    settings.put(CLEANUP, "delete");
    settings.put(MIN_IN_SYNC, minInSync(replication));
    settings.put(COMPRESSION, "lz4");
    settings.put(TIMESTAMP, "CreateTime");
    return new TopicPlan(name, partitions, replication, settings);
  }

  private static String minInSync(short replication) {
    return Integer.toString(Math.min(replication, MOST_MIN_IN_SYNC));
  }
}
