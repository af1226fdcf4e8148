package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill of 12 partitions on 1, 2 and 4 task managers, processes with 3 slots each, all of
 * which it takes: events, tables and barriers go from process to process.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaskManagersITCase {
  private static final int EVENTS = 150_000;
  private static final int SLOTS = 3;
  private static final String TOPIC = "twelve";

  @TempDir private static Path folder;
  private static LocalStack stack;
  private static Path csv;

  @BeforeAll
  static void replay() throws Exception {
    Path target = Path.of("target").toAbsolutePath();
    stack =
        LocalStack.builder()
            .directory(Files.createTempDirectory(target, "managers"))
            .taskManagers(4)
            .slots(SLOTS)
            .taskManagerHeapMb(512)
            .start();
    csv = folder.resolve("2019-Dec-twelve.csv");
    succeed(
        Program.replayer(
            "generate", "--events", EVENTS, "--days", 2, "--seed", 11, "--quiet", "--out", csv));
    succeed(
        Program.replayer(
            "topics", "--brokers", stack.brokers(), "--topic", TOPIC, "--partitions", 12));
    succeed(
        Program.replayer("replay", "--quiet", "--brokers", stack.brokers(), "--topic", TOPIC, csv));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void fourTaskManagersGiveThePointsOfTheOracle() throws Exception {
    await(submit("four", 4, "30s"));
    Program.Result verified =
        Program.verify(
            "verify",
            "--whole-database",
            "--influx-url",
            stack.influxUrl(),
            "--database",
            "four",
            csv);
    succeed(verified);
    assertThat(verified.output()).contains("every point agrees");
  }

  @Test
  @Order(2)
  void aKilledOneOfFourLeavesNoTrace() throws Exception {
    String job = submit("killed", 4, "100ms");
    FlinkJobs jobs = stack.flinkJobs();
    while (jobs.recordsRead(job).orElse(0) == 0 || jobs.checkpoints(job).completed() == 0) {
      assertThat(jobs.find(job).isOver()).as("it ended before it was disturbed").isFalse();
      Thread.onSpinWait();
    }
    stack.kill("taskmanager-3");
    stack.start("taskmanager-3");
    await(job);
    assertThat(jobs.checkpoints(job).restored()).as("restarts from a checkpoint").isPositive();
    assertThat(dump("killed")).isEqualTo(dump("four"));
  }

  @Test
  @Order(3)
  void twoAndOneGiveTheSamePoints() throws Exception {
    stack.stop("taskmanager-4");
    stack.stop("taskmanager-3");
    await(submit("two", 2, "30s"));
    assertThat(dump("two")).isEqualTo(dump("four"));

    stack.stop("taskmanager-2");
    await(submit("one", 1, "30s"));
    assertThat(dump("one")).isEqualTo(dump("four"));
  }

  private static String submit(String database, int taskManagers, String checkpointInterval) {
    List<String> arguments = new ArrayList<>(List.of("--bounded", "true"));
    arguments.addAll(List.of("--brokers", stack.brokers(), "--topic", TOPIC));
    arguments.addAll(List.of("--dead-letter-topic", TOPIC + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", TOPIC + ".late", "--group-id", database));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(List.of("--checkpoint-interval", checkpointInterval));
    arguments.addAll(List.of("--parallelism", Integer.toString(SLOTS * taskManagers)));
    FlinkJobs.Submission submission = stack.flinkJobs().submit(Program.jobJar(), arguments);
    assertThat(submission.jobId()).as(submission.output()).isNotEmpty();
    return submission.jobId();
  }

  private static void await(String id) throws InterruptedException {
    FlinkJob job = stack.flinkJobs().find(id);
    while (!job.isOver()) {
      Thread.sleep(200);
      job = stack.flinkJobs().find(id);
    }
    assertThat(job.state()).as(stack.flinkJobs().failure(id)).isEqualTo("FINISHED");
  }

  private static String dump(String database) throws Exception {
    String dump = DatabaseDump.of(stack.influxUrl(), database);
    assertThat(dump).contains("session_purchase");
    return dump;
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
