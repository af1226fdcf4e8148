package io.shopfunnel.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A day of a generated month comes into a live job in parts, while the job is stopped, goes on, is
 * given a new jar, and is replaced by another: with the commands that a user gives.
 */
class LiveByTheDayITCase {
  private static final int EVENTS = 12_000;
  private static UserStack user;
  private static List<String> rows;
  private static String header;

  @BeforeAll
  static void up() throws Exception {
    user = UserStack.up("live");
    Path csv = user.folder().resolve("2019-Dec-live.csv");
    succeed(
        Program.replayer(
            "generate", "--events", EVENTS, "--days", 1, "--seed", 9, "--quiet", "--out", csv));
    rows = Files.readAllLines(csv);
    header = rows.remove(0);
  }

  @AfterAll
  static void down() throws Exception {
    if (user != null) {
      user.down();
    }
  }

  @Test
  void aJobThatIsStoppedResumedAndUpgradedLeavesTheNumbersOfABackfill() throws Exception {
    topics("day");
    submit("day", "day");
    replay("day", 0, 4_000);
    active().awaitRead(4_000);

    assertThat(user.does("stop-job")).contains("its savepoint is", "make resume");
    replay("day", 4_000, 8_000);
    assertThat(user.does("resume", "--", "--parallelism", 1))
        .contains("goes on from the savepoint");
    active().awaitRead(4_000);

    user.does("stop-job");
    user.does("resume", "--jar", Program.jobJar());
    replay("day", 8_000, EVENTS);
    active().awaitRead(4_000);
    assertThat(user.does("stop-job", "--drain")).contains("All its windows are closed");

    assertThat(user.tries("resume").output()).contains("No job was stopped here");
    backfill("day", "day-backfill");
    assertThat(dump("day")).contains("session_purchase").isEqualTo(dump("day-backfill"));
  }

  @Test
  void anotherLiveJobComputesAnewBesideTheFirstAndTakesOver() throws Exception {
    topics("swapped");
    submit("swapped", "before");
    replay("swapped", 0, 8_000);
    String first = active().id();
    active().awaitRead(8_000);
    Program.Result refused = tryToSubmit("swapped", "before");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.output()).contains("would write the same points");

    submit("swapped", "after");
    assertThat(user.stack().flinkJobs().allActive()).hasSize(2);
    assertThat(user.does("swap", "after")).contains("Readers use database after", first);
    assertThat(user.folder().resolve("database")).hasContent("after");
    assertThat(active().id()).isNotEqualTo(first);

    replay("swapped", 8_000, EVENTS);
    active().awaitRead(EVENTS);
    user.does("stop-job", "--drain");
    backfill("swapped", "swapped-backfill");
    assertThat(dump("after")).contains("session_purchase").isEqualTo(dump("swapped-backfill"));
  }

  private static void submit(String topic, String database) throws Exception {
    succeed(tryToSubmit(topic, database));
  }

  private static Program.Result tryToSubmit(String topic, String database, Object... more)
      throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("--", Program.jobJar()));
    arguments.addAll(List.of("--brokers", user.stack().brokers(), "--topic", topic));
    arguments.addAll(List.of("--dead-letter-topic", topic + ".dead-letter"));
    arguments.addAll(List.of("--late-topic", topic + ".late"));
    arguments.addAll(user.asWriter());
    arguments.addAll(List.of("--influx-database", database, "--group-id", database));
    arguments.addAll(List.of("--checkpoint-interval", "500ms", "--parallelism", "2"));
    arguments.addAll(List.of(more));
    if (arguments.contains("--bounded")) {
      arguments.add(0, "--wait");
    } else {
      // No partition counts as idle while the test runs.
      arguments.addAll(List.of("--idleness", "1h"));
    }
    return user.tries("submit", arguments.toArray());
  }

  private static void backfill(String topic, String database) throws Exception {
    succeed(tryToSubmit(topic, database, "--bounded", "true"));
  }

  private static LiveJob active() {
    return new LiveJob(user.stack(), user.stack().flinkJobs().active().orElseThrow().id());
  }

  private static void topics(String topic) throws Exception {
    succeed(Program.replayer("topics", "--brokers", user.stack().brokers(), "--topic", topic));
  }

  private static void replay(String topic, int from, int to) throws Exception {
    Path part = user.folder().resolve("%s-%05d.csv".formatted(topic, from));
    List<String> lines = new ArrayList<>(List.of(header));
    lines.addAll(rows.subList(from, to));
    Files.write(part, lines);
    succeed(
        Program.replayer(
            "replay", "--quiet", "--brokers", user.stack().brokers(), "--topic", topic, part));
  }

  private static String dump(String database) throws Exception {
    return DatabaseDump.of(user.stack().influxUrl(), user.stack().influxReader(), database);
  }

  private static void succeed(Program.Result result) {
    assertThat(result.exitCode()).as(result.output()).isZero();
  }
}
