package io.shopfunnel.job;

import static io.shopfunnel.funnel.TestingEvents.at;
import static io.shopfunnel.funnel.TestingEvents.workedExample;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.funnel.TestingEvents;
import io.shopfunnel.schema.EventType;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live job's points leave at once, so a job that begins anew from a savepoint does not know what
 * left after it. Here the job goes on for a while after each savepoint, ends without a word, and
 * another begins from there, for which events come in another order.
 */
@ExtendWith(RealServices.class)
class CrashAfterPublicationITCase {
  private static final String PURCHASES = "funnel,breakdown=all,funnel=session_purchase,value=all";
  private static final String LATENESS = "3h";

  @TempDir private Path savepoints;
  private final LocalStack stack;
  private TestingRun run;
  private JobClient job;

  CrashAfterPublicationITCase(LocalStack stack) {
    this.stack = stack;
  }

  @AfterEach
  void stopTheJob() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  @Test
  void aGroupThatIsNoMoreDoesNotStay() throws Exception {
    run = TestingRun.create(stack, "orphaned");
    TestingTime time = new TestingTime(run);
    job = run.live(1, "--allowed-lateness", LATENESS);
    time.advanceTo(at("09:00"));
    String savepoint = savepoint();
    run.publish(TestingEvents.inTotalOrder(workedExample().events()));
    time.advanceTo(at("11:41"));
    String entry = PURCHASES + ",window=1m " + at("10:01");
    run.awaitPoint(entry, Map.of("step_1", 1L));
    crash();

    // It came last, and was late; the next job finds it beside the others, and on time.
    run.publish(List.of(workedExample().add("09:59:30", EventType.VIEW, 2, "s2").last()));
    job = run.resume(savepoint, 2, "--allowed-lateness", LATENESS);
    run.awaitPoint(PURCHASES + ",window=1m " + at("09:59"), Map.of("step_1", 1L));
    run.awaitPoint(entry, Map.of("step_1", 0L, "step_2", 0L, "step_3", 0L));
    run.awaitPoint("pipeline,window=1m " + at("09:59"), Map.of("consumed", 1L, "late_applied", 0L));
    assertPointsAreThoseOfABackfill();
  }

  @Test
  void crashAfterCrashInDisorderLeavesThePointsOfOneRun() throws Exception {
    run = TestingRun.create(stack, "crashes");
    List<ShopEvent> events =
        TestingShop.disordered(TestingShop.events("shop.csv", 1_500, 20191206), 1_800_000, 7);
    int rounds = 8;
    int slice = events.size() / rounds;
    run.publish(events.subList(0, slice));
    job = run.live(1, "--allowed-lateness", LATENESS);
    awaitMorePointsThan(0);
    for (int round = 1; round < rounds; round++) {
      String savepoint = savepoint();
      int published = run.allFields().size();
      int end = round == rounds - 1 ? events.size() : (round + 1) * slice;
      run.publish(events.subList(round * slice, (round * slice + end) / 2));
      awaitMorePointsThan(published);
      crash();
      run.publish(events.subList((round * slice + end) / 2, end));
      job = run.resume(savepoint, 1 + round % 2, "--allowed-lateness", LATENESS);
      run.awaitRead();
    }
    assertPointsAreThoseOfABackfill();
  }

  private String savepoint() throws Exception {
    return job.triggerSavepoint(savepoints.toString(), SavepointFormatType.CANONICAL).get();
  }

  private void crash() throws Exception {
    job.cancel().get();
    job = null;
  }

  private void awaitMorePointsThan(int count) throws Exception {
    Eventually.see(run::allFields, points -> assertThat(points).hasSizeGreaterThan(count));
  }

  private void assertPointsAreThoseOfABackfill() throws Exception {
    run.awaitRead();
    job.stopWithSavepoint(true, savepoints.toString(), SavepointFormatType.CANONICAL).get();
    job = null;
    TestingRun calm = run.into(run.name() + "-calm");
    calm.backfill(2, "--allowed-lateness", LATENESS);
    SortedMap<String, SortedMap<String, Object>> expected = calm.points();
    assertThat(run.points()).isEqualTo(expected).isNotEmpty();
  }
}
