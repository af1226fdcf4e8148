package io.shopfunnel.replayer.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicReviewTest {
  private final List<TopicPlan> plans = TopicPlan.all("shop-events", 6, (short) 3);
  private final TopicPlan events = plans.get(0);

  private Map<String, String> settingsWith(String name, String value) {
    Map<String, String> settings = new HashMap<>(events.settings());
    settings.put(name, value);
    return settings;
  }

  @Test
  void aPlannedTopicIsInNoDanger() {
    for (TopicPlan plan : plans) {
      assertThat(TopicReview.dangers(plan, plan.settings())).isEmpty();
      assertThat(TopicReview.remarks(plan, plan.settings(), plan.partitions(), 3)).isEmpty();
    }
    assertThat(plans)
        .extracting(TopicPlan::name)
        .containsExactly(
            "shop-events",
            "shop-events.dead-letter",
            "shop-events.late",
            "shop-events.replay-progress");
  }

  @Test
  void theDefaultRetentionWouldDeleteEventsOf2019() {
    assertThat(TopicReview.dangers(events, settingsWith("retention.ms", "604800000")))
        .containsExactly(
            "Topic shop-events has retention.ms=604800000: events of 2019 would be deleted within"
                + " minutes. Set retention.ms=-1.");
  }

  @Test
  void compactionAndAppendTimeAndSizeLimitsAreRefusedToo() {
    assertThat(TopicReview.dangers(events, settingsWith("cleanup.policy", "compact"))).hasSize(1);
    assertThat(TopicReview.dangers(events, settingsWith("retention.bytes", "1000"))).hasSize(1);
    assertThat(TopicReview.dangers(events, settingsWith("message.timestamp.type", "LogAppendTime")))
        .hasSize(1);
  }

  @Test
  void fewerCopiesAreRemarkedOn() {
    assertThat(TopicReview.remarks(events, settingsWith("min.insync.replicas", "1"), 4, 1))
        .containsExactly(
            "shop-events has 4 partitions, not 6",
            "shop-events is kept on 1 broker(s), not 3",
            "shop-events takes min.insync.replicas=1, not 2");
  }
}
