package io.shopfunnel.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import io.shopfunnel.verify.oracle.Oracle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole topology on real brokers, a real InfluxDB and Flink's MiniCluster. */
@ExtendWith(RealServices.class)
class ShopFunnelJobITCase {
  private static final long MIDNIGHT = 1_575_158_400_000L;
  private static final long SEED = 20191201;
  private static final Path REAL_ROWS = Path.of("../../shared/data");

  @TempDir private static Path folder;
  private final LocalStack stack;

  ShopFunnelJobITCase(LocalStack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void thePointsAreTheOraclesAtAnyParallelism(int parallelism) throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 2_000, SEED);
    TestingRun run = TestingRun.create(stack, "parallel" + parallelism);
    run.publish(events);
    run.backfill(parallelism);
    assertPoints(run, oracle(TestingShop.writeCsv(newFolder(run), events)));
  }

  @Test
  void anyOrderOfArrivalWithinTheBoundGivesTheSamePoints() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 2_000, SEED + 1);
    TestingRun run = TestingRun.create(stack, "disordered");
    run.publish(TestingShop.disordered(events, 60_000, SEED));
    run.backfill(2);
    assertPoints(run, oracle(TestingShop.writeCsv(newFolder(run), events)));
  }

  @Test
  void aRerunOfTheBackfillChangesNoPoint() throws Exception {
    TestingRun run = TestingRun.create(stack, "rerun");
    run.publish(TestingShop.events("shop.csv", 500, SEED + 2));
    run.backfill(2);
    SortedMap<String, SortedMap<String, Object>> first = run.allFields();
    run.backfill(1);
    assertThat(run.allFields()).isEqualTo(first).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi-2019-10-01-part.csv", "2020-Jan_sample.csv"})
  void realRowsGiveTheOraclesPoints(String name) throws Exception {
    Path file = REAL_ROWS.resolve(name);
    assumeTrue(Files.exists(file), "no real rows at " + file);
    TestingRun run = TestingRun.create(stack, "real-" + name.substring(0, 4));
    run.publish(TestingShop.readCsv(file).stream().sorted(ShopEvent.TOTAL_ORDER).toList());
    run.backfill(2);
    assertPoints(run, oracle(file));
  }

  @Test
  void recordsThatAreNoEventsGoToTheDeadLetterTopicAndTheJobLivesOn() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 300, SEED + 3);
    TestingRun run = TestingRun.create(stack, "poisoned");
    byte[][] noEvents = {"not json".getBytes(UTF_8), {(byte) 0xff}, null};
    List<ProducerRecord<byte[], byte[]>> poison = new ArrayList<>();
    for (int i = 0; i < noEvents.length; i++) {
      poison.add(new ProducerRecord<>(run.name(), i, MIDNIGHT, null, noEvents[i]));
    }
    run.send(poison);
    run.publish(events);
    run.backfill(2);

    List<ConsumerRecord<byte[], byte[]>> letters = run.readAll(run.deadLetterTopic());
    assertThat(letters).hasSize(3);
    Map<String, String> headers = headers(letters, "not json");
    assertThat(headers)
        .containsEntry("topic", run.name())
        .containsEntry("partition", "0")
        .containsEntry("offset", "0")
        .containsEntry("stage", "job");
    assertThat(headers.get("reason")).startsWith("the record is no JSON");
    SortedMap<String, SortedMap<String, Object>> expected =
        oracle(TestingShop.writeCsv(newFolder(run), events));
    SortedMap<String, SortedMap<String, Object>> found = run.points();
    String midnight = "pipeline,window=1m " + MIDNIGHT;
    assertThat(found.get(midnight)).containsEntry("dead_letter", 3L);
    found.remove(midnight);
    expected.remove(midnight);
    assertThat(found).isEqualTo(expected);
  }

  /** Each of these once stopped the job for good: after every restart it met the record again. */
  @Test
  void recordsThatWouldStopTheJobAtEveryRestartDoNot() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 300, SEED + 4);
    TestingRun run = TestingRun.create(stack, "lethal");
    String event = new String(new JsonEventEncoder().encode(events.get(0)), UTF_8);
    String halfPair =
        event.replaceFirst("\"user_session\":\"[^\"]*\"", "\"user_session\":\"x\\\\ud83d\"");
    assertThat(halfPair).contains("\"x\\ud83d\"");
    String tooLong = " ".repeat(2_000_000);
    run.sendCompressed(
        List.of(
            new ProducerRecord<>(run.name(), 0, MIDNIGHT, null, halfPair.getBytes(UTF_8)),
            new ProducerRecord<>(run.name(), 1, MIDNIGHT, null, tooLong.getBytes(UTF_8)),
            new ProducerRecord<>(run.name(), 2, MIDNIGHT * 1_000, null, "micros".getBytes(UTF_8)),
            new ProducerRecord<>(run.name(), 3, Long.MAX_VALUE, null, "never".getBytes(UTF_8))));
    run.publish(events);
    run.backfill(2);

    List<ConsumerRecord<byte[], byte[]>> letters = run.readAll(run.deadLetterTopic());
    assertThat(letters).hasSize(4);
    assertThat(headers(letters, halfPair).get("reason")).startsWith("user_session: character 2");
    assertThat(headers(letters, tooLong.substring(0, 900_000)))
        .containsEntry("truncated", "2000000")
        .containsEntry("partition", "1");
    SortedMap<String, SortedMap<String, Object>> found = run.points();
    assertThat(found.get("pipeline,window=1m " + MIDNIGHT)).containsEntry("dead_letter", 2L);
    assertThat(found.get("pipeline,window=1m 0")).containsEntry("dead_letter", 2L);
  }

  private static Map<String, String> headers(
      List<ConsumerRecord<byte[], byte[]>> records, String value) {
    Map<String, String> headers = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() != null && new String(record.value(), UTF_8).equals(value)) {
        for (Header header : record.headers()) {
          headers.put(header.key(), new String(header.value(), UTF_8));
        }
      }
    }
    return headers;
  }

  private static SortedMap<String, SortedMap<String, Object>> oracle(Path csv) throws Exception {
    return Oracle.expectedPoints(List.of(csv), null, Files.createTempDirectory(folder, "oracle"));
  }

  private static Path newFolder(TestingRun run) throws Exception {
    return Files.createDirectories(folder.resolve(run.name()));
  }

  private static void assertPoints(
      TestingRun run, SortedMap<String, SortedMap<String, Object>> expected) throws Exception {
    SortedMap<String, SortedMap<String, Object>> found = run.points();
    assertThat(found).isNotEmpty();
    for (Map.Entry<String, SortedMap<String, Object>> point : expected.entrySet()) {
      assertThat(found.get(point.getKey())).as(point.getKey()).isEqualTo(point.getValue());
    }
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
  }
}
