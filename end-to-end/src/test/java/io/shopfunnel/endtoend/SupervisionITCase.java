package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJob;
import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.stack.Login;
import io.shopfunnel.stack.PortBases;
import io.shopfunnel.stack.ServiceStatus;
import io.shopfunnel.stack.StackFile;
import io.shopfunnel.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A stack as a user runs it, by its program and with its supervisor, whose processes are killed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupervisionITCase {
  private static final int EVENTS = 300_000;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static Path folder;
  private static int offset;
  private static LocalStack stack;

  @BeforeAll
  static void up() throws Exception {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "supervised");
    Runtime.getRuntime().addShutdownHook(new Thread(SupervisionITCase::downAtAnyRate));
    offset = PortBases.free().kafka() - PortBases.DEFAULT.kafka();
    Program.Result up = stackDoes("up", "--port-offset", offset, "--task-manager-heap", 1024);
    StackSettings settings = new StackFile(folder).read().orElseThrow();
    stack = LocalStack.builder().directory(folder).settings(settings).supervised().build();
    succeed(up);
  }

  @AfterAll
  static void down() throws Exception {
    succeed(stackDoes("down"));
    assertThat(stack.anyRunning()).isFalse();
  }

  @Test
  @Order(1)
  void aBackfillOutlivesTheJobManager() throws Exception {
    Path csv = folder.resolve("2019-Dec-test.csv");
    succeed(Program.replayer("topics", "--brokers", stack.brokers()));
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
    succeed(Program.replayer("replay", "--quiet", "--brokers", stack.brokers(), csv));

    Process backfill = submit(List.of("--wait"), "--bounded", "true");
    String job = awaitCheckpoint();
    kill("jobmanager");
    Program.Result result = Program.result(backfill);
    succeed(result);
    assertThat(result.output()).contains("no answer from the job manager", "the job has finished");
    assertThat(stack.flinkJobs().find(job).isFinished()).isTrue();
    assertThat(stack.flinkJobs().checkpoints(job).restored()).isPositive();

    Program.Result verified = Program.verify(asWriter("verify", "--whole-database", csv).toArray());
    succeed(verified);
    assertThat(verified.output()).contains("every point agrees");
    assertThat(status("jobmanager").restarts()).isPositive();
  }

  @Test
  @Order(2)
  void aJobThatEndedUnderAnotherJobManagerIsStillToldTruly() throws Exception {
    String finished = stack.flinkJobs().list().get(0).id();
    kill("jobmanager");
    await("the job manager is back", () -> stack.flinkJobs().answers());
    assertThat(stack.flinkJobs().list()).isEmpty();
    Program.Result result = stackDoes("await", finished);
    succeed(result);
    assertThat(result.output()).contains("the job has finished");

    Program.Result unknown = stackDoes("await", "0".repeat(32));
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.output()).contains("knows no job 00000000");
  }

  @Test
  @Order(3)
  void whateverDiesIsStartedAgainButWhatWasStopped() throws Exception {
    succeed(stackDoes("stop", "kafka-3"));
    Map<String, ServiceStatus> before = statuses();
    List<String> killed = List.of("zookeeper-1", "kafka-2", "influxdb", "taskmanager");
    for (String service : killed) {
      kill(service);
    }
    await(
        "all that was killed is ready again",
        () -> {
          Map<String, ServiceStatus> now = statuses();
          return killed.stream()
              .allMatch(
                  service ->
                      now.get(service).ready()
                          && now.get(service).restarts() > before.get(service).restarts());
        });
    assertThat(status("kafka-3").pid()).isEmpty();
    assertThat(status("kafka-3").stopped()).isTrue();
    assertThat(status("kafka-3").restarts()).isZero();
    assertThat(commandLine("taskmanager")).contains("-Xmx1024m");

    succeed(stackDoes("start", "kafka-3"));
    assertThat(stack.status()).allMatch(ServiceStatus::ready);
    assertThat(folder.resolve("logs/supervisor.log")).content().contains("influxdb has ended");
  }

  @Test
  @Order(4)
  void aJobManagerThatHangsIsStartedAgain() throws Exception {
    ServiceStatus before = status("jobmanager");
    String pid = before.pid().orElseThrow().toString();
    succeed(Program.result(new ProcessBuilder("kill", "-STOP", pid).start()));
    await(
        "another job manager leads",
        () -> {
          ServiceStatus now = status("jobmanager");
          return now.ready() && now.restarts() > before.restarts();
        });
    assertThat(folder.resolve("logs/supervisor.log"))
        .content()
        .contains("jobmanager has not led for a minute");
  }

  @Test
  @Order(5)
  void aLiveJobGoesOnWhenTheStackIsUpAgain() throws Exception {
    succeed(Program.result(submit(List.of(), "--bounded", "false")));
    String job = awaitCheckpoint();
    succeed(stackDoes("down"));
    assertThat(stack.anyRunning()).isFalse();
    succeed(stackDoes("up", "--port-offset", offset, "--task-manager-heap", 1024));
    await("the job runs again", () -> stack.flinkJobs().find(job).state().equals("RUNNING"));
    assertThat(stack.flinkJobs().checkpoints(job).restored()).isPositive();
  }

  private static Process submit(List<String> how, Object... options) throws Exception {
    List<Object> command = new ArrayList<>(List.of("submit", "--dir", folder));
    command.addAll(how);
    command.addAll(List.of("--", Program.jobJar(), "--checkpoint-interval", "100ms"));
    command.addAll(asWriter("--brokers", stack.brokers()));
    command.addAll(List.of(options));
    return Program.startStack(command.toArray());
  }

  /** The words, and where InfluxDB is and who asks. */
  private static List<Object> asWriter(Object... words) {
    Login writer = stack.influxWriter().orElseThrow();
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--influx-url", stack.influxUrl(), "--influx-user", writer.user()));
    all.addAll(List.of("--influx-password-file", writer.passwordFile()));
    return all;
  }

  /** The id of the job that runs, when it has read something and has completed a checkpoint. */
  private static String awaitCheckpoint() throws InterruptedException {
    FlinkJobs jobs = stack.flinkJobs();
    await("the job is known", () -> jobs.active().isPresent());
    FlinkJob job = jobs.active().orElseThrow();
    while (jobs.recordsRead(job.id()).orElse(0) == 0
        || jobs.checkpoints(job.id()).completed() == 0) {
      assertThat(jobs.find(job.id()).isOver())
          .as("it ended before it could be disturbed")
          .isFalse();
      Thread.onSpinWait();
    }
    return job.id();
  }

  /** As the kernel does it when memory runs out: without a word to the stack's program. */
  private static void kill(String service) {
    long pid = status(service).pid().orElseThrow();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static String commandLine(String service) {
    return status(service)
        .pid()
        .flatMap(ProcessHandle::of)
        .flatMap(handle -> handle.info().commandLine())
        .orElse("");
  }

  private static ServiceStatus status(String service) {
    return Optional.ofNullable(statuses().get(service)).orElseThrow();
  }

  private static Map<String, ServiceStatus> statuses() {
    return stack.status().stream()
        .collect(Collectors.toMap(ServiceStatus::name, Function.identity()));
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline until " + what).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private static Program.Result stackDoes(String command, Object... more) throws Exception {
    List<Object> all = new ArrayList<>(List.of(command, "--dir", folder));
    all.addAll(List.of(more));
    return Program.stack(all.toArray());
  }

  private static void downAtAnyRate() {
    try {
      stackDoes("down");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
