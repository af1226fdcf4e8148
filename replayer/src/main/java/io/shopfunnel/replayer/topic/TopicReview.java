package io.shopfunnel.replayer.topic;

import static io.shopfunnel.replayer.topic.TopicPlan.CLEANUP;
import static io.shopfunnel.replayer.topic.TopicPlan.MIN_IN_SYNC;
import static io.shopfunnel.replayer.topic.TopicPlan.RETENTION;
import static io.shopfunnel.replayer.topic.TopicPlan.RETENTION_BYTES;
import static io.shopfunnel.replayer.topic.TopicPlan.TIMESTAMP;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges a topic that exists against its plan. Pure. */
public final class TopicReview {
  private TopicReview() {}

  /**
   * Reasons for which the topic would lose events, or give them wrong; each a sentence that says
   * what to do. Empty where it is right.
   *
   * @param settings the topic's configuration as the broker tells it
   */
  public static List<String> dangers(TopicPlan plan, Map<String, String> settings) {
    List<String> dangers = new ArrayList<>();
    if (!"delete".equals(plan.settings().get(CLEANUP))) {
      String forgotten = "every replay would be forgotten, and made again";
      expect(dangers, plan, settings, CLEANUP, forgotten);
      expect(dangers, plan, settings, RETENTION, forgotten);
      return dangers;
    }
    expect(dangers, plan, settings, RETENTION, "events of 2019 would be deleted within minutes");
    expect(dangers, plan, settings, RETENTION_BYTES, "the oldest events would be deleted");
    expect(dangers, plan, settings, CLEANUP, "all but a user's last event would be deleted");
    expect(dangers, plan, settings, TIMESTAMP, "the events' own times would be overwritten");
    return dangers;
  }

  /** What differs from the plan without losing events at once. */
  public static List<String> remarks(
      TopicPlan plan, Map<String, String> settings, int partitions, int replication) {
    List<String> remarks = new ArrayList<>();
    if (partitions != plan.partitions()) {
      remarks.add(
          "%s has %d partitions, not %d".formatted(plan.name(), partitions, plan.partitions()));
    }
    if (replication < plan.replication()) {
      remarks.add(
          "%s is kept on %d broker(s), not %d"
              .formatted(plan.name(), replication, plan.replication()));
    }
    String least = settings.get(MIN_IN_SYNC);
    String planned = plan.settings().get(MIN_IN_SYNC);
    if (least != null && planned != null && Integer.parseInt(least) < Integer.parseInt(planned)) {
      remarks.add("%s takes %s=%s, not %s".formatted(plan.name(), MIN_IN_SYNC, least, planned));
    }
    return remarks;
  }

  private static void expect(
      List<String> dangers,
      TopicPlan plan,
      Map<String, String> settings,
      String setting,
      String consequence) {
    String expected = plan.settings().get(setting);
    String actual = settings.get(setting);
    if (expected != null && actual != null && !expected.equals(actual)) {
      dangers.add(
          "Topic %s has %s=%s: %s. Set %s=%s."
              .formatted(plan.name(), setting, actual, consequence, setting, expected));
    }
  }
}
