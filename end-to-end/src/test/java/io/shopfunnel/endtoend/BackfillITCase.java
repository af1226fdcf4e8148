package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV to replayer to Kafka to Flink to InfluxDB to oracle: the real programs and services. */
class BackfillITCase {
  private static final int EVENTS = 300_000;

  @TempDir private static Path folder;
  private static final LocalStack STACK = Services.STACK;
  private static Path csv;

  /** The database after one undisturbed backfill. */
  private static String undisturbed;

  @BeforeAll
  static void backfillOnce() throws Exception {
    csv = folder.resolve("2019-Dec-test.csv");
    succeed(Program.replayer("topics", "--brokers", STACK.brokers()));
    succeed(
        Program.replayer(
            "generate",
            "--shop",
            "cosmetics",
            "--events",
            EVENTS,
            "--days",
            3,
            "--seed",
            7,
            "--quiet",
            "--out",
            csv));
    succeed(Program.replayer("replay", "--quiet", "--brokers", STACK.brokers(), csv));
    String job = submit("--parallelism", "2");
    await(job);
    undisturbed = DatabaseDump.of(STACK.influxUrl(), "shop");
    assertThat(undisturbed).contains("session_purchase");
  }

  @Test
  void theOracleAgreesWithEveryPoint() throws Exception {
    Program.Result result =
        Program.verify("verify", "--whole-database", "--influx-url", STACK.influxUrl(), csv);
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("every point agrees");
  }

  @Test
  void theReportSaysWhatTheSummarySays() throws Exception {
    Program.Result summary = Program.verify("summary", "--influx-url", STACK.influxUrl());
    succeed(summary);
    Path file = Files.writeString(folder.resolve("summary.txt"), summary.output());
    Program.Result compared =
        Program.notebookTests(
            Map.of(
                "SHOP_INFLUX_URL", STACK.influxUrl().toString(), "SHOP_SUMMARY", file.toString()),
            "-k",
            "test_the_report_says_what_the_summary_says");
    succeed(compared);
    assertThat(compared.output()).contains("1 passed");
  }

  @Test
  void aReplayThatIsFinishedSendsNothingAgain() throws Exception {
    Program.Result result =
        Program.replayer("replay", "--quiet", "--brokers", STACK.brokers(), csv);
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("nothing sent");
  }

  @Test
  void aRerunAtAnotherParallelismChangesNoPoint() throws Exception {
    await(submit("--parallelism", "4"));
    assertThat(DatabaseDump.of(STACK.influxUrl(), "shop")).isEqualTo(undisturbed);
  }

  @Test
  void killingTheTaskManagerInTheMiddleChangesNoPoint() throws Exception {
    DatabaseDump.clear(STACK.influxUrl());
    String job = submit("--parallelism", "2", "--checkpoint-interval", "100ms");
    FlinkJobs jobs = STACK.flinkJobs();
    while (jobs.recordsRead(job).orElse(0) == 0 || jobs.checkpoints(job).completed() == 0) {
      assertThat(jobs.find(job).isOver())
          .as("the job ended before it could be disturbed")
          .isFalse();
      Thread.onSpinWait();
    }
    STACK.killTaskManager();
    STACK.startTaskManager();
    await(job);
    assertThat(jobs.restarts(job)).as("restarts").isPositive();
    assertThat(jobs.checkpoints(job).restored()).as("restarts from a checkpoint").isPositive();
    assertThat(DatabaseDump.of(STACK.influxUrl(), "shop")).isEqualTo(undisturbed);
  }

  private static String submit(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--bounded", "true"));
    arguments.addAll(List.of("--brokers", STACK.brokers()));
    arguments.addAll(List.of("--influx-url", STACK.influxUrl().toString()));
    arguments.addAll(List.of(options));
    FlinkJobs.Submission submission = STACK.flinkJobs().submit(Program.jobJar(), arguments);
    assertThat(submission.jobId()).as(submission.output()).isNotEmpty();
    return submission.jobId();
  }

  static void await(String id) throws InterruptedException {
    FlinkJob job = STACK.flinkJobs().find(id);
    while (!job.isOver()) {
      Thread.sleep(200);
      job = STACK.flinkJobs().find(id);
    }
    assertThat(job.state()).as(STACK.flinkJobs().failure(id)).isEqualTo("FINISHED");
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
