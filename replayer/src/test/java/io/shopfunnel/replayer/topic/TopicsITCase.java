package io.shopfunnel.replayer.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.TestingCluster;
import io.shopfunnel.replayer.schedule.NanoClock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What real brokers tell of topics. */
class TopicsITCase {
  private final Admin admin = TestingCluster.admin();
  private final Topics topics = new Topics(admin);

  @AfterEach
  void close() {
    admin.close();
  }

  private static List<TopicPlan> plans(String topic) {
    return TopicPlan.all(topic, 2, (short) 3);
  }

  @Test
  void onlyTopicsThatExistAreTold() throws Exception {
    TopicPlan first = plans("some").get(0);
    assertThat(topics.create(first)).isTrue();
    topics.awaitKnownEverywhere(List.of(first.name()));
    var existing = topics.existing(plans("some"));
    assertThat(existing).containsOnlyKeys("some");
    assertThat(existing.get("some").partitions()).isEqualTo(2);
    assertThat(existing.get("some").settings()).containsEntry("retention.ms", "-1");
  }

  @Test
  void aTopicThatExistsIsNotCreatedAgain() throws Exception {
    TopicPlan first = plans("twice").get(0);
    assertThat(topics.create(first)).isTrue();
    assertThat(topics.create(first)).isFalse();
  }

  @Test
  void topicsThatComeWhileTheyAreLookedForAreSeen() throws Exception {
    NanoClock createsWhileItWaits =
        new NanoClock() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public void sleep(long nanos) throws InterruptedException {
            for (TopicPlan plan : plans("coming")) {
              topics.create(plan);
            }
          }
        };
    Topics patient = new Topics(admin, new Patience(createsWhileItWaits, Duration.ofSeconds(1)));
    List<String> names = plans("coming").stream().map(TopicPlan::name).toList();
    assertThat(patient.existing(plans("coming"), names)).containsOnlyKeys(names);
  }
}
