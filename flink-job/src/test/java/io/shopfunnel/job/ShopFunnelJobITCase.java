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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole topology on real brokers, a real InfluxDB and Flink's MiniCluster. */
class ShopFunnelJobITCase {
  private static final int PARTITIONS = 6;
  private static final long MIDNIGHT = 1_575_158_400_000L;
  private static final long SEED = 20191201;
  private static final Path REAL_ROWS = Path.of("../../shared/data");

  @TempDir private static Path folder;
  private static LocalStack stack;

  @BeforeAll
  static void startServices() {
    stack = LocalStack.builder().kafka().influx().directory(folder.resolve("stack")).build();
    stack.up();
  }

  @AfterAll
  static void stopServices() {
    if (stack != null) {
      stack.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void thePointsAreTheOraclesAtAnyParallelism(int parallelism) throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 2_000, SEED);
    String run = "parallel" + parallelism;
    publish(run, events);
    backfill(run, parallelism);
    assertPoints(run, oracle(TestingShop.writeCsv(newFolder(run), events)));
  }

  @Test
  void anyOrderOfArrivalWithinTheBoundGivesTheSamePoints() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 2_000, SEED + 1);
    String run = "disordered";
    publish(run, TestingShop.disordered(events, 60_000, SEED));
    backfill(run, 2);
    assertPoints(run, oracle(TestingShop.writeCsv(newFolder(run), events)));
  }

  @Test
  void aRerunOfTheBackfillChangesNoPoint() throws Exception {
    String run = "rerun";
    publish(run, TestingShop.events("shop.csv", 500, SEED + 2));
    backfill(run, 2);
    SortedMap<String, SortedMap<String, Object>> first = points(run);
    backfill(run, 1);
    assertThat(points(run)).isEqualTo(first).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi-2019-10-01-part.csv", "2020-Jan_sample.csv"})
  void realRowsGiveTheOraclesPoints(String name) throws Exception {
    Path file = REAL_ROWS.resolve(name);
    assumeTrue(Files.exists(file), "no real rows at " + file);
    String run = "real-" + name.substring(0, 4);
    List<ShopEvent> events = TestingShop.readCsv(file);
    publish(run, events.stream().sorted(ShopEvent.TOTAL_ORDER).toList());
    backfill(run, 2);
    assertPoints(run, oracle(file));
  }

  @Test
  void recordsThatAreNoEventsGoToTheDeadLetterTopicAndTheJobLivesOn() throws Exception {
    List<ShopEvent> events = TestingShop.events("shop.csv", 300, SEED + 3);
    String run = "poisoned";
    createTopics(run);
    byte[][] noEvents = {"not json".getBytes(UTF_8), {(byte) 0xff}, null};
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < noEvents.length; i++) {
        producer.send(new ProducerRecord<>(run, i, MIDNIGHT, null, noEvents[i])).get();
      }
      send(producer, run, events);
    }
    backfill(run, 2);

    List<ConsumerRecord<byte[], byte[]>> letters = readAll(run + ".dead-letter");
    assertThat(letters).hasSize(3);
    Map<String, String> headers = headers(letters, "not json");
    assertThat(headers)
        .containsEntry("topic", run)
        .containsEntry("partition", "0")
        .containsEntry("offset", "0")
        .containsEntry("stage", "job");
    assertThat(headers.get("reason")).startsWith("the record is no JSON");
    SortedMap<String, SortedMap<String, Object>> expected =
        oracle(TestingShop.writeCsv(newFolder(run), events));
    SortedMap<String, SortedMap<String, Object>> found = points(run);
    String midnight = "pipeline,window=1m " + MIDNIGHT;
    assertThat(found.get(midnight)).containsEntry("dead_letter", 3L);
    found.remove(midnight);
    expected.remove(midnight);
    assertThat(found).isEqualTo(expected);
  }

  private static void publish(String topic, List<ShopEvent> events) throws Exception {
    createTopics(topic);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      send(producer, topic, events);
    }
  }

  private static void createTopics(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : List.of(topic, topic + ".dead-letter", topic + ".late")) {
        topics.add(new NewTopic(name, PARTITIONS, (short) 3).configs(Map.of("retention.ms", "-1")));
      }
      admin.createTopics(topics).all().get();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, List<ShopEvent> events)
      throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (ShopEvent event : events) {
      sent.add(producer.send(record(topic, (int) (event.userId() % PARTITIONS), event)));
    }
    for (Future<?> record : sent) {
      record.get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, ShopEvent event) {
    return new ProducerRecord<>(
        topic,
        partition,
        event.eventTime(),
        Long.toString(event.userId()).getBytes(UTF_8),
        new JsonEventEncoder().encode(event));
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.brokers());
    settings.put("acks", "all");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.brokers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
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

  private static void backfill(String run, int parallelism) throws Exception {
    JobConfig config =
        JobOptions.parse(
            "--bounded",
            "true",
            "--brokers",
            stack.brokers(),
            "--topic",
            run,
            "--dead-letter-topic",
            run + ".dead-letter",
            "--late-topic",
            run + ".late",
            "--influx-url",
            stack.influxUrl().toString(),
            "--influx-database",
            database(run),
            "--checkpoint-interval",
            "500ms");
    int partitions = Connectors.check(config);
    Configuration settings = Environment.settings(config);
    settings.setString("jobmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.memory.network.max", "64mb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    ShopFunnelJob.defineTopology(
        env, config, Connectors.source(config), partitions, Connectors.sinks(config));
    env.execute(run);
  }

  private static String database(String run) {
    return "shop_" + run.replace('-', '_');
  }

  private static SortedMap<String, SortedMap<String, Object>> points(String run) throws Exception {
    return InfluxPoints.read(stack.influxUrl(), database(run));
  }

  private static SortedMap<String, SortedMap<String, Object>> oracle(Path csv) throws Exception {
    return Oracle.expectedPoints(List.of(csv), null, Files.createTempDirectory(folder, "oracle"));
  }

  private static Path newFolder(String name) throws Exception {
    return Files.createDirectories(folder.resolve(name));
  }

  private static void assertPoints(
      String run, SortedMap<String, SortedMap<String, Object>> expected) throws Exception {
    SortedMap<String, SortedMap<String, Object>> found = points(run);
    assertThat(found).isNotEmpty();
    for (Map.Entry<String, SortedMap<String, Object>> point : expected.entrySet()) {
      assertThat(found.get(point.getKey())).as(point.getKey()).isEqualTo(point.getValue());
    }
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
  }
}
