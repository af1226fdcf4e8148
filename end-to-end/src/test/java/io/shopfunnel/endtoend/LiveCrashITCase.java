package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live job, whose points leave at once, reads a generated day as it is replayed, in far more
 * disorder than it is told of; its task manager is killed again and again, at any moment after a
 * checkpoint. Nobody would see it in the database, where a job lies that nobody disturbs.
 */
class LiveCrashITCase {
  private static final int EVENTS = 60_000;
  private static final long SEED = 17;
  private static final String TOPIC = "crashing";
  private static final LocalStack STACK = Services.STACK;

  @TempDir private Path folder;
  private LiveJob job;

  @AfterEach
  void stop() throws Exception {
    if (job != null) {
      job.cancel();
    }
  }

  @Test
  void killsBetweenPublicationAndCheckpointChangeNoPoint() throws Exception {
    Path csv = folder.resolve("2019-Dec-crashing.csv");
    succeed(
        Program.replayer(
            "generate", "--events", EVENTS, "--days", 1, "--seed", 9, "--quiet", "--out", csv));
    succeed(Program.replayer("topics", "--brokers", STACK.brokers(), "--topic", TOPIC));
    job = LiveJob.submit(STACK, TOPIC, "crashing", 2, "--checkpoint-interval", "5s");
    Process replay =
        Program.startReplayer(
            "replay",
            "--quiet",
            "--speed",
            "500x",
            "--disorder",
            "20m",
            "--seed",
            3,
            "--brokers",
            STACK.brokers(),
            "--topic",
            TOPIC,
            csv);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int crashes = 0;
    while (replay.isAlive()) {
      crashAfterACheckpoint(random.nextInt(5_000));
      crashes++;
    }
    succeed(Program.result(replay));
    job.awaitReadAll(TOPIC);
    job.drain();
    assertThat(STACK.flinkJobs().checkpoints(job.id()).restored()).isGreaterThanOrEqualTo(crashes);

    job = LiveJob.submit(STACK, TOPIC, "undisturbed_live", 2);
    job.awaitRead(EVENTS);
    job.drain();
    assertThat(DatabaseDump.whatDoesNotDependOnArrival(STACK.influxUrl(), "crashing"))
        .contains("session_purchase")
        .isEqualTo(DatabaseDump.whatDoesNotDependOnArrival(STACK.influxUrl(), "undisturbed_live"));
  }

  private void crashAfterACheckpoint(int millis) throws Exception {
    FlinkJobs jobs = STACK.flinkJobs();
    long before = jobs.checkpoints(job.id()).completed();
    job.await(
        "a checkpoint is complete",
        () ->
            jobs.find(job.id()).state().equals("RUNNING")
                && jobs.checkpoints(job.id()).completed() > before);
    Thread.sleep(millis);
    STACK.killTaskManager();
    STACK.startTaskManager();
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
