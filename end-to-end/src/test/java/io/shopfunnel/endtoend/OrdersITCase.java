package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other services, each a group of its own, that follow the orders which the job confirms. */
class OrdersITCase {
  private static final int EVENTS = 200_000;
  private static final String SECOND_DAY = "2019-12-02";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final LocalStack STACK = Services.STACK;

  @TempDir private static Path folder;
  private static Path csv;
  private LiveJob job;

  @BeforeAll
  static void generate() throws Exception {
    csv = folder.resolve("2019-Dec-orders.csv");
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
  }

  @AfterEach
  void stop() throws Exception {
    if (job != null) {
      job.cancel();
    }
  }

  /**
   * The job dies while events come and orders go. Some of these the services have had by then;
   * others stand in the topic, and no checkpoint knows of them.
   */
  @Test
  void twoServicesReadEveryOrderOnceThroughACrashOfTheJob() throws Exception {
    String topic = "orders-of-a-crash";
    String events = "events-of-a-crash";
    String database = "shop_of_a_crash";
    makeTopics(events, topic);
    job =
        LiveJob.submit(
            STACK, events, database, 2, "--orders-topic", topic, "--checkpoint-interval", "3s");
    try (OrderReader totals = OrderReader.java(STACK.brokers(), topic, "totals");
        OrderReader book =
            OrderReader.python(STACK.brokers(), topic, "book", folder.resolve("crash.sqlite"))) {
      succeed(Program.replayer(replay(events, "--to", SECOND_DAY)));
      job.awaitReadAll(events);
      awaitOrders(totals);
      awaitOrders(book);

      Process replay =
          Program.startReplayer(replay(events, "--from", SECOND_DAY, "--speed", "4000x"));
      awaitMore(totals);
      awaitUncommitted(topic, replay);
      STACK.killTaskManager();
      assertThat(replay.isAlive()).as("events still come").isTrue();
      STACK.startTaskManager();
      succeed(Program.result(replay));
      job.awaitReadAll(events);
      job.drain();
      assertThat(STACK.flinkJobs().checkpoints(job.id()).restored()).as("restarts").isPositive();

      OrderSums sums = OrderSums.of(STACK.influxUrl(), database);
      assertTotals(totals, "records %d %s".formatted(sums.orders(), sums));
      assertTotals(book, sums.toString());
    }
  }

  @Test
  void aRerunGivesTheSameOrdersAgain() throws Exception {
    String topic = "orders-of-two-runs";
    String events = "events-of-two-runs";
    String database = "shop_of_two_runs";
    makeTopics(events, topic);
    succeed(Program.replayer(replay(events)));
    BackfillITCase.await(backfill(events, topic, database));
    BackfillITCase.await(backfill(events, topic, database));

    OrderSums sums = OrderSums.of(STACK.influxUrl(), database);
    assertThat(sums.orders()).isPositive();
    try (OrderReader totals = OrderReader.java(STACK.brokers(), topic, "totals");
        OrderReader book =
            OrderReader.python(STACK.brokers(), topic, "book", folder.resolve("rerun.sqlite"))) {
      assertTotals(totals, "records %d %s".formatted(2 * sums.orders(), sums));
      assertTotals(book, sums.toString());
    }
  }

  private static void makeTopics(String events, String orders) throws Exception {
    succeed(
        Program.replayer(
            "topics", "--brokers", STACK.brokers(), "--topic", events, "--orders-topic", orders));
  }

  private static Object[] replay(String topic, String... options) {
    List<Object> arguments = new ArrayList<>(List.of("replay", "--quiet"));
    arguments.addAll(List.of("--brokers", STACK.brokers(), "--topic", topic));
    arguments.addAll(List.of(options));
    arguments.add(csv);
    return arguments.toArray();
  }

  private static String backfill(String events, String orders, String database) {
    List<String> arguments = new ArrayList<>(List.of("--bounded", "true", "--parallelism", "2"));
    arguments.addAll(List.of("--brokers", STACK.brokers(), "--topic", events));
    arguments.addAll(List.of("--dead-letter-topic", events + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", events + ".late", "--orders-topic", orders));
    arguments.addAll(List.of("--influx-url", STACK.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    FlinkJobs.Submission submission = STACK.flinkJobs().submit(Program.jobJar(), arguments);
    assertThat(submission.jobId()).as(submission.output()).isNotEmpty();
    return submission.jobId();
  }

  private static void awaitOrders(OrderReader reader) throws InterruptedException {
    await(() -> reader.totals().contains("orders ") || !reader.isRunning());
    assertThat(reader.totals()).contains("orders ");
  }

  private static void awaitMore(OrderReader reader) throws InterruptedException {
    String before = reader.totals();
    await(() -> !reader.totals().equals(before));
    assertThat(reader.totals()).isNotEqualTo(before);
  }

  /** Returns when a transaction is open that has orders in it, or when there will be none. */
  private static void awaitUncommitted(String topic, Process replay) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.brokers()))) {
      while (replay.isAlive()
          && TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED)
              .equals(TopicEnds.of(admin, topic, IsolationLevel.READ_COMMITTED))) {
        Thread.onSpinWait();
      }
    }
  }

  /** Returns when a service has printed these totals, or when it will not any more. */
  private static void assertTotals(OrderReader reader, String totals) throws InterruptedException {
    await(() -> reader.totals().equals(totals) || !reader.isRunning());
    assertThat(reader.totals()).isEqualTo(totals);
    assertThat(reader.isRunning()).isTrue();
  }

  /** Returns when it holds, or when patience is at its end: what follows says what was seen. */
  private static void await(BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
