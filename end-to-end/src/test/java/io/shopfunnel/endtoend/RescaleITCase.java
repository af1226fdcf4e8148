package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.stack.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generated month's first day, replayed in three parts into a live job that is stopped with a
 * savepoint after each and goes on at another parallelism; and into one that nobody disturbs.
 */
class RescaleITCase {
  private static final int EVENTS = 20_000;
  private static final String TOPIC = "rescaled";
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
  void rescalingFromSavepointsChangesNoPoint() throws Exception {
    Path csv = folder.resolve("2019-Dec-rescaled.csv");
    succeed(
        Program.replayer(
            "generate", "--events", EVENTS, "--days", 1, "--seed", 5, "--quiet", "--out", csv));
    succeed(Program.replayer("topics", "--brokers", STACK.brokers(), "--topic", TOPIC));

    List<String> rows = Files.readAllLines(csv);
    String header = rows.remove(0);

    job = LiveJob.submit(STACK, TOPIC, "rescaled", 1);
    replay("first.csv", header, rows.subList(0, 8_000));
    job.awaitRead(8_000);
    String savepoint = job.stopWithSavepoint();

    job = LiveJob.resume(STACK, TOPIC, "rescaled", 2, savepoint);
    replay("second.csv", header, rows.subList(8_000, 14_000));
    job.awaitRead(6_000);
    savepoint = job.stopWithSavepoint();

    job = LiveJob.resume(STACK, TOPIC, "rescaled", 1, savepoint);
    replay("third.csv", header, rows.subList(14_000, EVENTS));
    job.awaitRead(6_000);
    job.drain();

    job = LiveJob.submit(STACK, TOPIC, "undisturbed", 2);
    job.awaitRead(EVENTS);
    job.drain();
    assertThat(DatabaseDump.of(STACK.influxUrl(), "rescaled"))
        .contains("session_purchase")
        .isEqualTo(DatabaseDump.of(STACK.influxUrl(), "undisturbed"));
  }

  private void replay(String name, String header, List<String> rows) throws Exception {
    Path part = folder.resolve(name);
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows);
    Files.write(part, lines);
    succeed(
        Program.replayer(
            "replay", "--quiet", "--brokers", STACK.brokers(), "--topic", TOPIC, part));
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
