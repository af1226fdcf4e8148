package io.shopfunnel.replayer.publish;

import io.shopfunnel.schema.JsonEventDecoder;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a reader of committed records finds on a topic. */
public final class ReplayedTopic {
  private final KafkaSettings settings;
  private final String topic;

  public ReplayedTopic(String brokers, String topic) {
    settings = new KafkaSettings(brokers, new Properties());
    this.topic = topic;
  }

  /** All events, each partition in its own order. */
  public List<ShopEvent> events() throws Exception {
    JsonEventDecoder decoder = new JsonEventDecoder();
    List<ShopEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records()) {
      events.add(decoder.decode(record.value()));
    }
    return events;
  }

  public List<ConsumerRecord<byte[], byte[]>> records() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    CommittedRecords.forEach(settings, topic, records::add);
    return records;
  }

  /** How many records the partitions hold, those of open transactions too. */
  public long written(Admin admin) throws Exception {
    long sum = 0;
    int partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    for (int i = 0; i < partitions; i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      sum +=
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
    }
    return sum;
  }
}
