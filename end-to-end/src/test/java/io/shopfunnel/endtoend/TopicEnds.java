package io.shopfunnel.endtoend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Where the partitions of a topic end. */
final class TopicEnds {
  private TopicEnds() {}

  /**
   * The offset behind the last record of each partition.
   *
   * @param level whether records of transactions that are still open are left out
   */
  static Map<TopicPartition, Long> of(Admin admin, String topic, IsolationLevel level)
      throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (TopicPartitionInfo partition :
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()) {
      asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked, new ListOffsetsOptions(level))
        .all()
        .get()
        .forEach((at, end) -> ends.put(at, end.offset()));
    return ends;
  }
}
