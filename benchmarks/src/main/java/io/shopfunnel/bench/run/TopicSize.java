package io.shopfunnel.bench.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** What a topic takes on disk. */
final class TopicSize {
  /** The replayer's topics have as many replicas as the stack has brokers. */
  private static final int REPLICAS = 3;

  private TopicSize() {}

  /** The bytes of one replica of all partitions, as the records are packed. */
  static long bytes(String brokers, String topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      List<Integer> all =
          admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      long sum = 0;
      for (var broker : admin.describeLogDirs(all).allDescriptions().get().values()) {
        for (LogDirDescription folder : broker.values()) {
          for (var replica : folder.replicaInfos().entrySet()) {
            sum += replica.getKey().topic().equals(topic) ? replica.getValue().size() : 0;
          }
        }
      }
      return sum / REPLICAS;
    } catch (ExecutionException e) {
      throw new BenchException("Kafka does not tell the topic's size: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
