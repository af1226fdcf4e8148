package io.shopfunnel.job;

import static io.shopfunnel.funnel.TestingEvents.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.stack.LocalStack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A live job on a topic of which one partition alone carries events. */
@ExtendWith(RealServices.class)
class IdlePartitionsITCase {
  private static final int EVENTS = 1;
  private static final String AT_10 = ",window=1h " + at("10:00");

  private final LocalStack stack;
  private JobClient job;

  IdlePartitionsITCase(LocalStack stack) {
    this.stack = stack;
  }

  @AfterEach
  void stopTheJob() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  /** Of the others two carry junk for as long as the test looks on, and three nothing. */
  @Test
  void partitionsOfJunkAndEmptyOnesHoldNoWindowOpen() throws Exception {
    TestingRun run = TestingRun.create(stack, "idle-partitions");
    job = run.live(2, "--idleness", "3s");
    run.publish(
        new TestingEvents()
            .add("10:00", EventType.VIEW, EVENTS, "s1")
            .add("10:02", EventType.CART, EVENTS, "s1")
            .add("10:05", EventType.PURCHASE, EVENTS, "s1")
            .add("10:10", EventType.VIEW, EVENTS + TestingRun.PARTITIONS, "s2")
            .add("10:11", EventType.CART, EVENTS + TestingRun.PARTITIONS, "s2")
            .add("11:30", EventType.VIEW, EVENTS, "s3")
            .add("11:30", EventType.VIEW, EVENTS + TestingRun.PARTITIONS, "s4")
            .add("11:30", EventType.VIEW, EVENTS + 2 * TestingRun.PARTITIONS, "s5")
            .events());

    awaitPoint(
        run,
        "funnel,breakdown=all,funnel=session_purchase,value=all" + AT_10,
        Map.of("step_1", 2L, "step_2", 2L, "step_3", 1L, "mature", true));
    awaitPoint(run, "cart" + AT_10, Map.of("purchased", 1L, "abandoned", 1L, "mature", true));
    assertThat(run.readAll(run.lateTopic())).isEmpty();
    assertThat(run.readAll(run.deadLetterTopic()))
        .extracting(letter -> new String(letter.headers().lastHeader("partition").value(), UTF_8))
        .containsOnly("2", "3");
  }

  /**
   * Sends junk before each look, so that it never stops for as long as a partition must be idle.
   */
  private static void awaitPoint(TestingRun run, String identity, Map<String, Object> fields)
      throws Exception {
    Eventually.see(
        () -> {
          run.send(List.of(junk(run, EVENTS + 1), junk(run, EVENTS + 2)));
          return run.allFields().getOrDefault(identity, new TreeMap<>());
        },
        found -> assertThat(found).as(identity).containsAllEntriesOf(fields));
  }

  private static ProducerRecord<byte[], byte[]> junk(TestingRun run, int partition) {
    return new ProducerRecord<>(run.name(), partition, at("10:30"), null, "junk".getBytes(UTF_8));
  }
}
