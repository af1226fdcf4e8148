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
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user's clock says 2150: the first event of its partition, and one amid the others. No window is
 * closed early by it, nothing becomes late, and it counts in its own window.
 */
@ExtendWith(RealServices.class)
class WrongClockITCase {
  private static final long WRONG_USER = 1;
  private static final String AT_10 = ",window=1h " + at("10:00");
  private static final Map<String, Object> PURCHASES_AT_10 =
      Map.of(
          "step_1", 5L, "step_2", 4L, "step_3", 3L, "mature", true, "rev", 0L, "late_applied", 0L);

  @TempDir private Path savepoints;
  private final LocalStack stack;
  private JobClient job;
  private long row = 500;

  WrongClockITCase(LocalStack stack) {
    this.stack = stack;
  }

  @AfterEach
  void stopTheJob() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  @Test
  void oneEventOf2150NeitherClosesWindowsNorMakesOthersLate() throws Exception {
    TestingRun run = TestingRun.create(stack, "wrong-clock");
    TestingTime time = new TestingTime(run);
    job = run.live(2, "--allowed-lateness", "0s");
    run.publish(List.of(wrongEvent()));
    time.advanceTo(at("09:59"));
    run.publish(List.of(wrongEvent()));
    run.publish(TestingEvents.inTotalOrder(workedExample().events()));
    time.advanceTo(at("11:41"));
    awaitExample(run);

    // The shop was closed for six hours: three users show that, and time follows.
    time.advanceTo(at("18:00"));
    assertSameAsBackfill(run);
  }

  @Test
  void aRestartWhileItWaitsChangesNothing() throws Exception {
    TestingRun run = TestingRun.create(stack, "wrong-clock-restart");
    TestingTime time = new TestingTime(run);
    job = run.live(2, "--allowed-lateness", "0s");
    time.advanceTo(at("09:59"));
    run.publish(List.of(wrongEvent()));
    run.publish(TestingEvents.inTotalOrder(workedExample().events()).subList(0, 8));
    run.awaitRead();
    String savepoint = stop(false);

    job = run.resume(savepoint, 1, "--allowed-lateness", "0s");
    run.publish(List.of(wrongEvent()));
    run.publish(TestingEvents.inTotalOrder(workedExample().events()).subList(8, 16));
    time.advanceTo(at("11:41"));
    awaitExample(run);
    assertSameAsBackfill(run);
  }

  private static void awaitExample(TestingRun run) throws Exception {
    run.awaitPoint(
        "funnel,breakdown=all,funnel=session_purchase,value=all" + AT_10, PURCHASES_AT_10);
  }

  private ShopEvent wrongEvent() {
    return TestingEvents.event(
        at("2150-06-01", "12:00"), EventType.VIEW, WRONG_USER, "2150", 1, null, null, 100, ++row);
  }

  /** Ends the live job, and runs a backfill of the same topic. */
  private void assertSameAsBackfill(TestingRun run) throws Exception {
    stop(true);
    assertThat(run.readAll(run.lateTopic())).isEmpty();
    TestingRun backfill = run.into(run.name() + "-backfill");
    backfill.backfill(2);
    assertThat(run.allFields())
        .isEqualTo(backfill.allFields())
        .containsKey("pipeline,window=1m " + at("2150-06-01", "12:00"));
    assertThat(run.readAll(run.lateTopic())).isEmpty();
  }

  private String stop(boolean drain) throws Exception {
    String savepoint =
        job.stopWithSavepoint(drain, savepoints.toString(), SavepointFormatType.CANONICAL).get();
    job = null;
    return savepoint;
  }
}
