package io.shopfunnel.job;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves the event time of a live job on, with events of which no funnel, order or cart takes note.
 */
final class TestingTime {
  /** As many users of each partition as a leap of time needs witnesses. */
  private static final int USERS = 3 * TestingRun.PARTITIONS;

  private static final long FIRST_USER = 600;

  private final TestingRun run;
  private long row = 1_000;

  TestingTime(TestingRun run) {
    this.run = run;
  }

  /**
   * Sends later events on every partition, and returns when the job's watermark is the last
   * millisecond before that time: it is seen to be, by the minute that it closes.
   */
  void advanceTo(long time) throws Exception {
    List<ShopEvent> events = new ArrayList<>();
    for (long user = FIRST_USER; user < FIRST_USER + USERS; user++) {
      events.add(event(time - 60_000, user));
      events.add(event(time + 60_000, user));
    }
    run.publish(events);
    run.awaitPoint("pipeline,window=1m " + (time - 60_000), Map.of("consumed", (long) USERS));
  }

  private ShopEvent event(long time, long user) {
    return TestingEvents.event(
        time, EventType.REMOVE_FROM_CART, user, null, 1, null, null, 0, ++row);
  }
}
