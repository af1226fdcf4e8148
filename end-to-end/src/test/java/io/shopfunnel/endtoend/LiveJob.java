package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The unbounded job, as it runs on the Flink cluster. */
record LiveJob(LocalStack stack, String id) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Submits it; no partition counts as idle while the test runs. */
  static LiveJob submit(
      LocalStack stack, String topic, String database, int parallelism, String... options) {
    List<String> arguments = arguments(stack, topic, database, parallelism);
    arguments.addAll(List.of(options));
    return of(stack, stack.flinkJobs().submit(Program.jobJar(), arguments));
  }

  /** Submits it to go on from a savepoint. */
  static LiveJob resume(
      LocalStack stack, String topic, String database, int parallelism, String savepoint) {
    List<String> arguments = arguments(stack, topic, database, parallelism);
    return of(stack, stack.flinkJobs().resume(Program.jobJar(), savepoint, arguments));
  }

  private static List<String> arguments(
      LocalStack stack, String topic, String database, int parallelism) {
    List<String> arguments = new ArrayList<>(List.of("--bounded", "false", "--idleness", "1h"));
    arguments.addAll(List.of("--brokers", stack.brokers(), "--topic", topic));
    arguments.addAll(List.of("--dead-letter-topic", topic + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", topic + ".late", "--group-id", topic));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    return arguments;
  }

  private static LiveJob of(LocalStack stack, FlinkJobs.Submission submission) {
    assertThat(submission.jobId()).as(submission.output()).isNotEmpty();
    return new LiveJob(stack, submission.jobId());
  }

  /** Returns when its sources have read that many records. */
  void awaitRead(long records) throws InterruptedException {
    await(
        "it reads " + records,
        () -> {
          assertThat(stack.flinkJobs().find(id).isOver()).as("the job has ended").isFalse();
          return stack.flinkJobs().recordsRead(id).orElse(0) == records;
        });
  }

  /** Returns when all that stands in its topic is read, however often it has been started again. */
  void awaitReadAll(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      Map<TopicPartition, Long> ends = TopicEnds.of(admin, topic, IsolationLevel.READ_UNCOMMITTED);
      while (!hasRead(admin, topic, ends)) {
        assertThat(stack.flinkJobs().find(id).isOver()).as("the job has ended").isFalse();
        Thread.sleep(200);
      }
    }
  }

  /** By what its group has committed. Behind the last record stands the mark of its transaction. */
  private static boolean hasRead(Admin admin, String group, Map<TopicPartition, Long> ends)
      throws Exception {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .allMatch(
            end ->
                read.containsKey(end.getKey())
                    && read.get(end.getKey()).offset() >= end.getValue() - 1);
  }

  /**
   * Tells it that nothing more will come, and returns when it has ended: every window is closed,
   * also those that a live job would keep open until later events come.
   */
  void drain() {
    stack.flinkJobs().stop(id, true);
    assertThat(stack.flinkJobs().find(id).state()).isEqualTo("FINISHED");
  }

  /** Stops it with a savepoint, and tells where that is. */
  String stopWithSavepoint() {
    return stack.flinkJobs().stop(id, false);
  }

  void cancel() throws InterruptedException {
    if (!stack.flinkJobs().find(id).isOver()) {
      stack.flinkJobs().cancel(id);
      await("it is cancelled", () -> stack.flinkJobs().find(id).isOver());
    }
  }

  /** Returns when it holds; fails when that takes too long. */
  void await(String what, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline until " + what).isLessThan(deadline);
      Thread.sleep(200);
    }
  }
}
