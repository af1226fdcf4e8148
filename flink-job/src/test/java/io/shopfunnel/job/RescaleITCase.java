package io.shopfunnel.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The running job is stopped with a savepoint in the middle of its data and goes on with another
 * parallelism, twice; nothing in the database tells, not even {@code rev} and {@code late_applied}.
 */
@ExtendWith(RealServices.class)
class RescaleITCase {
  private static final Path REAL_ROWS = Path.of("../../shared/data");

  @TempDir private Path savepoints;
  private final LocalStack stack;
  private JobClient job;

  RescaleITCase(LocalStack stack) {
    this.stack = stack;
  }

  @AfterEach
  void stopTheJob() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  @Test
  void rescalingTwiceOnGeneratedEventsLeavesNoTrace() throws Exception {
    rescaleTwice("rescale", TestingShop.events("shop.csv", 1_500, 20191204));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi-2019-10-01-part.csv", "2020-Jan_sample.csv"})
  void rescalingTwiceOnRealRowsLeavesNoTrace(String name) throws Exception {
    Path file = REAL_ROWS.resolve(name);
    assumeTrue(Files.exists(file), "no real rows at " + file);
    List<ShopEvent> events = TestingShop.readCsv(file);
    rescaleTwice(
        "rescale-" + name.substring(0, 4), events.stream().sorted(ShopEvent.TOTAL_ORDER).toList());
  }

  /** Half of an hour must not stand in place of the whole hour. */
  @Test
  void aLiveJobWithoutASavepointReadsTheTopicFromItsBeginning() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 500, 20191205);
    TestingRun run = TestingRun.create(stack, "anew");
    run.publish(events.subList(0, events.size() / 2));
    job = run.live(1);
    run.awaitRead();
    job.cancel().get();

    run.publish(events.subList(events.size() / 2, events.size()));
    job = run.live(1);
    run.awaitRead();
    stop(true);
    TestingRun backfill = run.into("anew-backfill");
    backfill.backfill(1);
    assertThat(run.allFields()).isEqualTo(backfill.allFields()).isNotEmpty();
  }

  private void rescaleTwice(String name, List<ShopEvent> events) throws Exception {
    TestingRun run = TestingRun.create(stack, name);
    int third = events.size() / 3;

    run.publish(events.subList(0, third));
    job = run.live(1);
    awaitMorePointsThan(0, run);
    String savepoint = stop(false);
    int published = run.allFields().size();

    run.publish(events.subList(third, 2 * third));
    job = run.resume(savepoint, 2);
    awaitMorePointsThan(published, run);
    savepoint = stop(false);

    run.publish(events.subList(2 * third, events.size()));
    job = run.resume(savepoint, 1);
    run.awaitRead();
    stop(true);

    TestingRun uninterrupted = run.into(name + "-uninterrupted");
    uninterrupted.backfill(2);
    assertThat(run.allFields()).isEqualTo(uninterrupted.allFields());
    assertThat(run.dump()).isEqualTo(uninterrupted.dump()).isNotEmpty();
  }

  private static void awaitMorePointsThan(int count, TestingRun run) throws Exception {
    Eventually.see(run::allFields, points -> assertThat(points).hasSizeGreaterThan(count));
  }

  /** Draining tells the job that nothing more will come, which closes every window. */
  private String stop(boolean drain) throws Exception {
    String savepoint =
        job.stopWithSavepoint(drain, savepoints.toString(), SavepointFormatType.CANONICAL).get();
    job = null;
    return savepoint;
  }
}
