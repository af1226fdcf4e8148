package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.FlinkJobs;
import io.shopfunnel.stack.LocalStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same programs, unchanged, on a Kafka that needs no ZooKeeper. */
class KraftITCase {
  private static final LocalStack STACK = Services.STACK;

  @TempDir private Path folder;

  @Test
  void replayerAndJobDoWithKafka4WhatTheyDoWithKafka3() throws Exception {
    Path csv = folder.resolve("2019-Dec-kraft.csv");
    succeed(
        Program.replayer(
            "generate", "--events", 20_000, "--days", 1, "--seed", 4, "--quiet", "--out", csv));
    try (KraftBroker broker = KraftBroker.start(folder)) {
      String address = broker.address();
      succeed(Program.replayer("topics", "--brokers", address, "--replication", 1));
      succeed(Program.replayer("replay", "--quiet", "--brokers", address, csv));
      Program.Result again = Program.replayer("replay", "--quiet", "--brokers", address, csv);
      succeed(again);
      assertThat(again.output()).contains("nothing sent");

      String influx = STACK.influxUrl().toString();
      FlinkJobs.Submission job =
          STACK
              .flinkJobs()
              .submit(
                  Program.jobJar(),
                  List.of(
                      "--bounded",
                      "true",
                      "--brokers",
                      address,
                      "--influx-url",
                      influx,
                      "--influx-database",
                      "kraft"));
      assertThat(job.jobId()).as(job.output()).isNotEmpty();
      BackfillITCase.await(job.jobId());
      Program.Result verified =
          Program.verify(
              "verify", "--whole-database", "--influx-url", influx, "--database", "kraft", csv);
      succeed(verified);
      assertThat(verified.output()).contains("every point agrees");
    }
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
