package io.shopfunnel.faults.round;

import io.shopfunnel.faults.stage.Cluster;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The options with which the job runs in the suite. */
final class JobArguments {
  static final int PARALLELISM = 2;

  private final Map<String, String> options = new LinkedHashMap<>();

  JobArguments(Cluster cluster) {
    // Often, so that a fault meets a job that has much behind it and much in hand.
    options.put("--checkpoint-interval", "200ms");
    options.put("--brokers", cluster.brokers());
    options.put("--influx-url", cluster.influxUrl().toString());
    options.put("--influx-user", cluster.influxUser().user());
    options.put("--influx-password-file", cluster.influxUser().passwordFile().toString());
  }

  /** Other than usual. */
  JobArguments with(Map<String, String> more) {
    options.putAll(more);
    return this;
  }

  JobArguments influx(URI url) {
    options.put("--influx-url", url.toString());
    return this;
  }

  /** Of a job that ends at the topic's end. */
  List<String> bounded(String topic, String group, String database) {
    options.put("--bounded", "true");
    return of(topic, group, database);
  }

  /** Of a job that runs until it is drained; by default no partition counts as idle. */
  List<String> live(String topic, String group, String database) {
    options.put("--bounded", "false");
    options.putIfAbsent("--idleness", "1h");
    return of(topic, group, database);
  }

  private List<String> of(String topic, String group, String database) {
    options.put("--topic", topic);
    options.put("--dead-letter-topic", topic + ".dead-letter");
    options.put("--late-topic", topic + ".late");
    options.put("--group-id", group);
    options.put("--influx-database", database);
    return options.entrySet().stream()
        .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
        .toList();
  }
}
