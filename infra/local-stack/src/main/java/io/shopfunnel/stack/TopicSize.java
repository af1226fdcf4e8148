package io.shopfunnel.stack;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Counts what lies in a topic. */
public final class TopicSize {
  private TopicSize() {}

  /**
   * How many offsets the topic spans. Transactions' end marks count too, a handful for each, so it
   * is a little more than the number of records.
   *
   * @return empty when the broker or the topic is not there
   */
  public static OptionalLong of(String brokers, String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", 10_000);
    try (Admin admin = Admin.create(config)) {
      long end = sum(admin, topic, OffsetSpec.latest());
      return OptionalLong.of(end - sum(admin, topic, OffsetSpec.earliest()));
    } catch (ExecutionException | KafkaException unknown) {
      return OptionalLong.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private static long sum(Admin admin, String topic, OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
            .mapToInt(description -> description.partitions().size())
            .sum();
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(Function.identity(), partition -> spec));
    return admin.listOffsets(asked).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}
