package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file, three ways into the database: replayed as fast as it goes into a job that runs, at a
 * pace into another, and computed at once by the bounded job. Live jobs are drained at the end.
 * Every field is the same, {@code rev} and {@code late_applied} too: nothing came late.
 */
class ReplaySpeedITCase {
  private static final int EVENTS = 40_000;
  private static final LocalStack STACK = Services.STACK;

  @TempDir private static Path folder;
  private static Path csv;
  private LiveJob job;

  @BeforeAll
  static void generate() throws Exception {
    csv = folder.resolve("2019-Dec-speed.csv");
    succeed(
        Program.replayer(
            "generate", "--events", EVENTS, "--days", 2, "--seed", 11, "--quiet", "--out", csv));
  }

  @AfterEach
  void stop() throws Exception {
    if (job != null) {
      job.cancel();
    }
  }

  @Test
  void theSpeedOfTheReplayChangesNoPoint() throws Exception {
    String fast = live("as-fast-as-it-goes", "max");
    String paced = live("at-a-pace", "20000x");
    assertThat(paced).contains("session_purchase").isEqualTo(fast);

    FlinkJobs.Submission backfill =
        STACK
            .flinkJobs()
            .submit(
                Program.jobJar(),
                List.of(
                    "--bounded",
                    "--brokers",
                    STACK.brokers(),
                    "--topic",
                    "at-a-pace",
                    "--dead-letter-topic",
                    "at-a-pace.dead-letter",
                    "--late-topic",
                    "at-a-pace.late",
                    "--influx-url",
                    STACK.influxUrl().toString(),
                    "--influx-database",
                    "at_once"));
    BackfillITCase.await(backfill.jobId());
    assertThat(DatabaseDump.of(STACK.influxUrl(), "at_once")).isEqualTo(fast);
  }

  /** What a live job that is fed by a replay of that speed leaves in the database. */
  private String live(String topic, String speed) throws Exception {
    String database = topic.replace('-', '_');
    succeed(Program.replayer("topics", "--brokers", STACK.brokers(), "--topic", topic));
    job = LiveJob.submit(STACK, topic, database, 2);
    succeed(
        Program.replayer(
            "replay",
            "--quiet",
            "--brokers",
            STACK.brokers(),
            "--topic",
            topic,
            "--speed",
            speed,
            csv));
    job.awaitRead(EVENTS);
    job.drain();
    return DatabaseDump.of(STACK.influxUrl(), database);
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
