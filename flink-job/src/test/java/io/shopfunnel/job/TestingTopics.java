package io.shopfunnel.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics that can be written to as soon as they are made. */
public final class TestingTopics {
  private TestingTopics() {}

  /**
   * Makes topics, and asks the leader of each partition again and again until it knows that it
   * leads. A producer of which a leader refuses the first batch, as it does not know the partition
   * yet, and takes the second, sends the first in vain for ever after.
   */
  public static void create(Admin admin, List<NewTopic> topics) throws Exception {
    admin.createTopics(topics).all().get();
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    while (!leadersKnow(admin, partitions)) {
      Thread.sleep(50);
    }
  }

  private static boolean leadersKnow(Admin admin, Map<TopicPartition, OffsetSpec> partitions)
      throws Exception {
    try {
      return !admin.listOffsets(partitions).all().get().isEmpty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }
}
