package io.shopfunnel.replayer.publish;

import io.shopfunnel.replayer.topic.TopicPlan;

/**
 * Where a replay writes.
 *
 * @param events the topic of the events
 * @param deadLetters the topic of the bad rows
 * @param progress the topic of the progress
 */
public record ReplayTopics(String events, String deadLetters, String progress) {
  /** The topics that go with a topic of events. */
  public static ReplayTopics of(String events) {
    return new ReplayTopics(events, TopicPlan.deadLetters(events), TopicPlan.progress(events));
  }
}
