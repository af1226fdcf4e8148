package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other services, each a group of its own, that follow the orders which the job confirms. */
class OrdersITCase {
  private static final int EVENTS = 200_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TOPIC = "events-for-orders";
  private static final String DATABASE = "shop_with_orders";
  private static final LocalStack STACK = Services.STACK;

  @TempDir private static Path folder;

  @BeforeAll
  static void replay() throws Exception {
    Path csv = folder.resolve("2019-Dec-orders.csv");
    makeTopics("orders-of-a-crash");
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
            11,
            "--quiet",
            "--out",
            csv));
    succeed(
        Program.replayer("replay", "--quiet", "--brokers", STACK.brokers(), "--topic", TOPIC, csv));
  }

  @Test
  void twoServicesReadEveryOrderOnceThroughACrashOfTheJob() throws Exception {
    String topic = "orders-of-a-crash";
    Path database = folder.resolve("orders.sqlite");
    try (OrderReader totals = OrderReader.java(STACK.brokers(), topic, "totals");
        OrderReader book = OrderReader.python(STACK.brokers(), topic, "book", database)) {
      String job = submit(topic, "--checkpoint-interval", "100ms");
      awaitHalf(job);
      STACK.killTaskManager();
      STACK.startTaskManager();
      BackfillITCase.await(job);
      assertThat(STACK.flinkJobs().checkpoints(job).restored()).as("restarts").isPositive();

      OrderSums sums = OrderSums.of(STACK.influxUrl(), DATABASE);
      assertThat(sums.orders()).isPositive();
      await(totals, "records %d %s".formatted(sums.orders(), sums));
      await(book, sums.toString());
    }
  }

  @Test
  void aRerunGivesTheSameOrdersAgain() throws Exception {
    String topic = "orders-of-two-runs";
    makeTopics(topic);
    BackfillITCase.await(submit(topic));
    BackfillITCase.await(submit(topic));

    OrderSums sums = OrderSums.of(STACK.influxUrl(), DATABASE);
    Path database = folder.resolve("rerun.sqlite");
    try (OrderReader totals = OrderReader.java(STACK.brokers(), topic, "totals");
        OrderReader book = OrderReader.python(STACK.brokers(), topic, "book", database)) {
      await(totals, "records %d %s".formatted(2 * sums.orders(), sums));
      await(book, sums.toString());
    }
  }

  private static void makeTopics(String orders) throws Exception {
    succeed(
        Program.replayer(
            "topics", "--brokers", STACK.brokers(), "--topic", TOPIC, "--orders-topic", orders));
  }

  private static String submit(String ordersTopic, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--bounded", "true", "--parallelism", "2"));
    arguments.addAll(List.of("--brokers", STACK.brokers(), "--topic", TOPIC));
    arguments.addAll(List.of("--dead-letter-topic", TOPIC + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", TOPIC + ".late", "--orders-topic", ordersTopic));
    arguments.addAll(List.of("--influx-url", STACK.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", DATABASE));
    arguments.addAll(List.of(options));
    FlinkJobs.Submission submission = STACK.flinkJobs().submit(Program.jobJar(), arguments);
    assertThat(submission.jobId()).as(submission.output()).isNotEmpty();
    return submission.jobId();
  }

  /** Returns when the job has read something and a checkpoint knows of it. */
  private static void awaitHalf(String job) {
    FlinkJobs jobs = STACK.flinkJobs();
    while (jobs.recordsRead(job).orElse(0) == 0 || jobs.checkpoints(job).completed() == 0) {
      assertThat(jobs.find(job).isOver())
          .as("the job ended before it could be disturbed")
          .isFalse();
      Thread.onSpinWait();
    }
  }

  private static void await(OrderReader reader, String totals) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reader.totals().equals(totals) && reader.isRunning()) {
      if (System.nanoTime() > deadline) {
        break;
      }
      Thread.sleep(200);
    }
    assertThat(reader.totals()).isEqualTo(totals);
    assertThat(reader.isRunning()).isTrue();
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
