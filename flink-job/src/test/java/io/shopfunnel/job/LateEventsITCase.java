package io.shopfunnel.job;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.funnel.TestingEvents.workedExample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * "Amending a published point", seen on a job that runs: the worked example is published and final,
 * then something comes late.
 */
@ExtendWith(RealServices.class)
class LateEventsITCase {
  private static final String PURCHASES = "funnel,breakdown=all,funnel=session_purchase,value=all";
  private static final String AT_10 = ",window=1h " + at("10:00");

  private final LocalStack stack;
  private TestingRun run;
  private TestingTime time;
  private JobClient job;

  LateEventsITCase(LocalStack stack) {
    this.stack = stack;
  }

  @AfterEach
  void stopTheJob() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  @Test
  void aLatePurchaseAmendsThePublishedPointWithinTheAllowedLateness() throws Exception {
    publishTheExample("late-purchase", "1h");
    ShopEvent late = workedExample().add("10:45", EventType.PURCHASE, 6, "s6").last();
    run.publish(List.of(late));
    advanceTo("11:51");

    awaitPoint(PURCHASES + AT_10, funnel(5, 4, 4, 1, 1));
    awaitPoint("pipeline,window=1m " + at("10:45"), Map.of("late_applied", 1L, "late_dropped", 0L));
    awaitPoint("cart" + AT_10, Map.of("purchased", 4L, "abandoned", 0L, "rev", 1L));
    awaitPoint("orders" + AT_10, Map.of("orders", 5L, "items", 5L, "purchases_outside_funnel", 2L));
    assertThat(run.readAll(run.lateTopic())).isEmpty();
  }

  @Test
  void aLatePurchaseMakesAnotherVersionOfItsOrder() throws Exception {
    publishTheExample("late-order", "3h");
    awaitOrders(1, "\"version\":1", "\"cents\":1000", "\"late\":false");
    run.publish(List.of(workedExample().add("10:06", EventType.PURCHASE, 1, "s1").last()));
    advanceTo("11:51");

    awaitOrders(2, "\"version\":2", "\"cents\":2000", "\"late\":true");
    awaitPoint("orders" + AT_10, Map.of("orders", 4L, "items", 5L));
  }

  /** So many versions of the first user's order are there, and the last one reads so. */
  private void awaitOrders(int versions, String... parts) throws Exception {
    List<String> seen =
        Eventually.see(
            () ->
                run.readAll(run.ordersTopic()).stream()
                    .filter(record -> new String(record.key(), UTF_8).equals("1"))
                    .map(record -> new String(record.value(), UTF_8))
                    .toList(),
            orders -> assertThat(orders).hasSize(versions));
    assertThat(seen.get(versions - 1)).contains(parts);
  }

  @Test
  void aLateViewMovesAnEntryToTheHourBefore() throws Exception {
    publishTheExample("late-view", "3h");
    run.publish(List.of(workedExample().add("09:59:30", EventType.VIEW, 2, "s2").last()));
    advanceTo("11:51");

    awaitPoint(PURCHASES + AT_10, funnel(4, 4, 3, 1, 0));
    awaitPoint(PURCHASES + ",window=1h " + at("09:00"), funnel(1, 1, 1, 0, 1));
    awaitPoint(PURCHASES + ",window=1m " + at("10:01"), funnel(0, 0, 0, 1, 0));
  }

  @Test
  void anEventBeyondTheAllowedLatenessIsKeptAndCountedAndChangesNothingElse() throws Exception {
    publishTheExample("too-late", "1h");
    advanceTo("11:51");
    SortedMap<String, SortedMap<String, Object>> before = pointsBefore11();
    ShopEvent late = workedExample().add("10:45", EventType.PURCHASE, 6, "s6").last();
    run.publish(List.of(late));
    advanceTo("12:11");

    String minute = "pipeline,window=1m " + at("10:45");
    awaitPoint(minute, Map.of("consumed", 1L, "valid", 1L, "late_dropped", 1L, "late_applied", 0L));
    assertThat(before).doesNotContainKey(minute).containsKey(PURCHASES + AT_10);
    SortedMap<String, SortedMap<String, Object>> after = pointsBefore11();
    after.remove(minute);
    assertThat(after).isEqualTo(before);
    List<ConsumerRecord<byte[], byte[]>> kept =
        Eventually.see(() -> run.readAll(run.lateTopic()), all -> assertThat(all).isNotEmpty());
    assertThat(kept).hasSize(1);
    assertKept(kept.get(0), late, at("11:51") - 1);
  }

  private static void assertKept(
      ConsumerRecord<byte[], byte[]> kept, ShopEvent late, long watermark) {
    assertThat(kept.value()).isEqualTo(new JsonEventEncoder().encode(late));
    assertThat(kept.key()).asString(UTF_8).isEqualTo(Long.toString(late.userId()));
    assertThat(kept.timestamp()).isEqualTo(late.eventTime());
    Map<String, String> headers = new HashMap<>();
    kept.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    assertThat(headers)
        .containsEntry("watermark", Long.toString(watermark))
        .containsEntry("late_by_ms", Long.toString(watermark - late.eventTime()));
  }

  /** Starts the job, and returns when the example's hour stands in InfluxDB, final. */
  private void publishTheExample(String name, String allowedLateness) throws Exception {
    run = TestingRun.create(stack, name);
    time = new TestingTime(run);
    job = run.live(2, "--allowed-lateness", allowedLateness, "--orders-topic", run.ordersTopic());
    run.publish(TestingEvents.inTotalOrder(workedExample().events()));
    advanceTo("11:41");
    awaitPoint(PURCHASES + AT_10, funnel(5, 4, 3, 0, 0));
    awaitPoint("cart" + AT_10, Map.of("purchased", 3L, "abandoned", 1L, "rev", 0L));
  }

  private static Map<String, Object> funnel(
      long views, long carts, long purchases, long rev, long lateApplied) {
    return Map.of(
        "step_1", views,
        "step_2", carts,
        "step_3", purchases,
        "mature", true,
        "rev", rev,
        "late_applied", lateApplied);
  }

  private void advanceTo(String clock) throws Exception {
    time.advanceTo(at(clock));
  }

  private void awaitPoint(String identity, Map<String, Object> fields) throws Exception {
    run.awaitPoint(identity, fields);
  }

  private SortedMap<String, SortedMap<String, Object>> pointsBefore11() throws Exception {
    SortedMap<String, SortedMap<String, Object>> points = run.allFields();
    points
        .keySet()
        .removeIf(
            identity ->
                Long.parseLong(identity.split(" ")[identity.split(" ").length - 1]) >= at("11:00"));
    return points;
  }
}
