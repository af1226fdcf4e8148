package io.shopfunnel.replayer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.replayer.TestingCluster;
import io.shopfunnel.replayer.generate.MonthGenerator;
import io.shopfunnel.replayer.publish.KafkaSettings;
import io.shopfunnel.replayer.publish.ReplayedTopic;
import io.shopfunnel.replayer.schedule.Disturbance;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against three real brokers and three real ZooKeeper servers. */
class ReplayITCase {
  private static final int ROWS = 60_000;
  private static final int KILLS = 12;

  @TempDir static Path folder;
  private static LocalStack stack;
  private static Admin admin;
  private static Path month;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    stack = TestingCluster.get();
    admin = TestingCluster.admin();
    month = folder.resolve("month.csv");
    try (OutputStream csv = Files.newOutputStream(month)) {
      MonthGenerator.write("cosmetics", LocalDate.of(2019, 12, 1), 3, ROWS, 1, csv, rows -> {});
    }
  }

  @AfterAll
  static void stop() {
    if (admin != null) {
      admin.close();
    }
  }

  private int run(String... arguments) {
    return Replayer.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private void createTopics(String topic) {
    assertThat(run("topics", "--brokers", stack.brokers(), "--topic", topic))
        .as(err.toString())
        .isZero();
  }

  private static List<String> replay(String topic, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("replay", month.toString(), "--brokers", stack.brokers(), "--topic", topic));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static Process process(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Replayer.class.getName());
    command.addAll(arguments);
    File log = folder.resolve("replay.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /** Kills processes with the same command at uneven places, and lets the last one finish. */
  private static void replayWithKills(String topic, List<String> arguments, int kills, long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    ReplayedTopic written = new ReplayedTopic(stack.brokers(), topic);
    for (int kill = 0; kill < kills; kill++) {
      Process process = process(arguments);
      long enough = written.written(admin) + 1 + random.nextInt(2 * ROWS / 3 / kills);
      while (process.isAlive() && written.written(admin) < enough) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
      if (kill == kills / 2) {
        stack.kill("kafka-2");
      }
    }
    stack.start("kafka-2");
    Process last = process(arguments);
    assertThat(last.waitFor()).as(Files.readString(folder.resolve("replay.log"))).isZero();
  }

  @Test
  void killedAtAnyMomentEveryRowIsThereOnceAndInOrderPerUser() throws Exception {
    createTopics("killed");
    List<String> arguments = replay("killed", "--rate", "30000/s", "--commit-interval", "50ms");
    replayWithKills("killed", arguments, KILLS, 1);

    List<ShopEvent> events = new ReplayedTopic(stack.brokers(), "killed").events();
    assertThat(events.stream().mapToLong(e -> e.id().row()).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
    Map<Long, Long> lastRowOfUser = new HashMap<>();
    for (ShopEvent event : events) {
      Long before = lastRowOfUser.put(event.userId(), event.id().row());
      assertThat(before == null || before < event.id().row()).isTrue();
    }

    long written = new ReplayedTopic(stack.brokers(), "killed").written(admin);
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("replayed into killed before, nothing sent");
    assertThat(new ReplayedTopic(stack.brokers(), "killed").written(admin)).isEqualTo(written);
  }

  @Test
  void inDisorderEveryRowIsThereAsOftenAsAskedFor() throws Exception {
    createTopics("disorder");
    List<String> arguments =
        replay(
            "disorder",
            "--disorder",
            "10m",
            "--late",
            "1%",
            "--duplicate",
            "1%",
            "--seed",
            "7",
            "--commit-interval",
            "50ms",
            "--rate",
            "30000/s");
    replayWithKills("disorder", arguments, 4, 2);

    Disturbance disturbance = new Disturbance(600_000, 0.01, 7_200_000, 0.01, 7);
    List<Long> expected = new ArrayList<>();
    for (long row = 1; row <= ROWS; row++) {
      expected.add(row);
      if (disturbance.duplicateDelay("month.csv", row) >= 0) {
        expected.add(row);
      }
    }
    List<ShopEvent> events = new ReplayedTopic(stack.brokers(), "disorder").events();
    assertThat(events.stream().map(e -> e.id().row()).sorted()).containsExactlyElementsOf(expected);
  }

  /** As {@code make live} replays, but for the number of rounds. */
  @Test
  void shiftedToNowAndLoopedItHappensFromNowOnAndAgainADayLater() throws Exception {
    createTopics("looped");
    String noon = "2019-12-01 12:00:00";
    List<String> arguments = replay("looped", "--to", noon, "--shift-to", "now", "--loop", "2");
    long before = System.currentTimeMillis();
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
    long after = System.currentTimeMillis();

    List<Long> asInTheFile =
        Files.readAllLines(month).stream()
            .skip(1)
            .map(line -> line.substring(0, noon.length()))
            .filter(time -> time.compareTo(noon) < 0)
            .map(time -> Instant.parse(time.replace(' ', 'T') + "Z").toEpochMilli())
            .toList();
    List<Long> first = timesByRow("looped", "month.csv");
    // Event times are whole seconds.
    assertThat(first.get(0)).isBetween(before - 999, after);
    assertThat(laterBy(asInTheFile.get(0) - first.get(0), first)).isEqualTo(asInTheFile);
    assertThat(timesByRow("looped", "month.csv~2")).isEqualTo(laterBy(86_400_000, first));
    assertThat(new ReplayedTopic(stack.brokers(), "looped").records())
        .map(ConsumerRecord::timestamp)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream(), laterBy(86_400_000, first).stream()).toList());

    assertThat(run(arguments.toArray(String[]::new))).isZero();
    assertThat(out.toString()).contains("replayed into looped before, nothing sent");
  }

  private static List<Long> timesByRow(String topic, String source) throws Exception {
    return new ReplayedTopic(stack.brokers(), topic)
        .events().stream()
            .filter(event -> event.id().source().equals(source))
            .sorted(Comparator.comparing(ShopEvent::id))
            .map(ShopEvent::eventTime)
            .toList();
  }

  private static List<Long> laterBy(long millis, List<Long> times) {
    return times.stream().map(time -> time + millis).toList();
  }

  @Test
  void recordsCarryKeyTimeAndTheContractsJson() throws Exception {
    createTopics("records");
    assertThat(run(replay("records", "--to", "2019-12-01 06:00:00").toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    var records = new ReplayedTopic(stack.brokers(), "records").records();
    assertThat(records)
        .isNotEmpty()
        .allSatisfy(
            record -> {
              String json = new String(record.value(), StandardCharsets.UTF_8);
              assertThat(json)
                  .contains("\"user_id\":" + new String(record.key(), StandardCharsets.UTF_8));
              assertThat(record.timestamp()).isBetween(1_575_158_400_000L, 1_575_180_000_000L);
            });
  }

  @Test
  void aTopicThatWouldLoseEventsIsRefused() throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic("short", 1, (short) 3).configs(Map.of("retention.ms", "1000"))))
        .all()
        .get();
    assertThat(run("topics", "--brokers", stack.brokers(), "--topic", "short")).isEqualTo(1);
    assertThat(out.toString()).contains("REFUSED  Topic short has retention.ms=1000");
    assertThat(run(replay("short").toArray(String[]::new))).isEqualTo(1);
    assertThat(err.toString()).contains("Set retention.ms=-1.");
  }

  @Test
  void badRowsGoToTheDeadLettersAndTooManyEndTheReplay() throws Exception {
    createTopics("bad");
    Path file = folder.resolve("bad.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(month).subList(0, 10));
    lines.add(3, "not a row");
    lines.add(7, lines.get(6).replaceFirst(",\\d+\\.\\d\\d,", ",free,"));
    Files.write(file, lines);
    String[] replay = {"replay", file.toString(), "--brokers", stack.brokers(), "--topic", "bad"};
    assertThat(run(concat(replay, "--max-bad-rows", "1"))).isEqualTo(1);
    assertThat(err.toString()).contains("bad.csv, row 7: price: 'free' is no number");
    assertThat(run(replay)).isZero();
    assertThat(new ReplayedTopic(stack.brokers(), "bad").events()).hasSize(9);
    var letters = new ReplayedTopic(stack.brokers(), "bad.dead-letter").records();
    assertThat(letters).hasSize(2);
    assertThat(letters.get(0).value()).asString().isEqualTo("not a row");
    assertThat(letters.get(0).headers().lastHeader("row").value()).asString().isEqualTo("3");
    assertThat(letters.get(0).headers().lastHeader("stage").value())
        .asString()
        .isEqualTo("replayer");
    assertThat(run("dead-letters", "list", "--brokers", stack.brokers(), "--topic", "bad"))
        .isZero();
    assertThat(out.toString()).contains("price: '…' is no number", "2 dead letters");
  }

  private static String[] concat(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void deadLettersThatCanBeReadByNowAreSentOnce() throws Exception {
    createTopics("mended");
    String json =
        "{\"event_time\":\"2019-12-01 00:00:00 UTC\",\"event_type\":\"view\",\"product_id\":1,"
            + "\"category_id\":2,\"user_id\":3,\"event_id\":\"f.csv:0000000001\"}";
    KafkaSettings settings = new KafkaSettings(stack.brokers(), new Properties());
    try (KafkaProducer<byte[], byte[]> producer = settings.producer("a-job")) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : List.of(json, "no json")) {
        ProducerRecord<byte[], byte[]> letter =
            new ProducerRecord<>("mended.dead-letter", value.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("stage", "job".getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(letter);
      }
      producer.commitTransaction();
    }
    String[] resubmit = {
      "dead-letters", "resubmit", "--brokers", stack.brokers(), "--topic", "mended"
    };
    assertThat(run(resubmit)).isZero();
    assertThat(out.toString())
        .contains("1 re-submitted, 0 had been before, 1 still cannot be read");
    assertThat(run(resubmit)).isZero();
    assertThat(out.toString())
        .contains("0 re-submitted, 1 had been before, 1 still cannot be read");
    var records = new ReplayedTopic(stack.brokers(), "mended").records();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).value()).asString().isEqualTo(json);
    assertThat(records.get(0).timestamp()).isEqualTo(1_575_158_400_000L);
  }

  @Test
  void aLetterThatWasCutIsListedAsSuchAndNeverSentAgain() throws Exception {
    createTopics("cut");
    // What is left can be read; but nobody knows what stood behind it.
    String left =
        "{\"event_time\":\"2019-12-01 00:00:00 UTC\",\"event_type\":\"view\",\"product_id\":1,"
            + "\"category_id\":2,\"user_id\":3,\"event_id\":\"f.csv:0000000001\"}   ";
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>("cut.dead-letter", left.getBytes(StandardCharsets.UTF_8));
    Map.of(
            "stage", "job",
            "reason", "the record is no JSON: it is too long",
            "topic", "cut",
            "partition", "4",
            "offset", "7",
            "truncated", "2000000")
        .forEach(
            (name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    KafkaSettings settings = new KafkaSettings(stack.brokers(), new Properties());
    try (KafkaProducer<byte[], byte[]> producer = settings.producer("another-job")) {
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(letter);
      producer.commitTransaction();
    }
    assertThat(run("dead-letters", "list", "--brokers", stack.brokers(), "--topic", "cut"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "it is too long (cut, cannot be re-submitted)",
            "first: cut-4 offset 7: the record is no JSON: it is too long (%d of its 2000000 bytes"
                .formatted(left.length()));
    assertThat(run("dead-letters", "resubmit", "--brokers", stack.brokers(), "--topic", "cut"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "0 re-submitted, 0 had been before, 0 still cannot be read, 1 cannot be mended:"
                + " too long for a dead letter, they were cut");
    assertThat(new ReplayedTopic(stack.brokers(), "cut").records()).isEmpty();
  }
}
