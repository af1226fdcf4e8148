package io.shopfunnel.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.schema.JsonEventEncoder;
import io.shopfunnel.schema.ShopEvent;
import io.shopfunnel.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics and a database of a test's own on the real services, and the job that runs on them. */
public final class TestingRun {
  static final int PARTITIONS = 6;

  private final LocalStack stack;
  private final String name;
  private final String database;

  private TestingRun(LocalStack stack, String name, String database) {
    this.stack = stack;
    this.name = name;
    this.database = "shop_" + database.replace('-', '_');
  }

  /** Makes the topics. */
  public static TestingRun create(LocalStack stack, String name) throws Exception {
    TestingRun run = new TestingRun(stack, name, name);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic :
          List.of(name, run.deadLetterTopic(), run.lateTopic(), run.ordersTopic())) {
        topics.add(
            new NewTopic(topic, PARTITIONS, (short) 3).configs(Map.of("retention.ms", "-1")));
      }
      TestingTopics.create(admin, topics);
    }
    return run;
  }

  String name() {
    return name;
  }

  /** The database that the job fills. */
  public String database() {
    return database;
  }

  String deadLetterTopic() {
    return name + ".dead-letter";
  }

  String lateTopic() {
    return name + ".late";
  }

  String ordersTopic() {
    return name + ".orders";
  }

  /** A run on the same topics that fills another database. */
  TestingRun into(String otherDatabase) {
    return new TestingRun(stack, name, otherDatabase);
  }

  /** Sends events; a user's go to the partition that the user's number names. */
  public void publish(List<ShopEvent> events) throws Exception {
    send(
        events.stream()
            .map(
                event ->
                    new ProducerRecord<>(
                        name,
                        (int) (event.userId() % PARTITIONS),
                        event.eventTime(),
                        Long.toString(event.userId()).getBytes(UTF_8),
                        new JsonEventEncoder().encode(event)))
            .toList());
  }

  /** Sends records as they are, and returns when all of them are there. */
  void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    send(records, Map.of());
  }

  /** Sends records that may be long, but are short on their way. */
  void sendCompressed(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    send(records, Map.of("compression.type", "lz4", "max.request.size", 8 << 20));
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records, Map<String, Object> more)
      throws Exception {
    Map<String, Object> settings = new HashMap<>(more);
    settings.putAll(Map.of("bootstrap.servers", stack.brokers(), "acks", "all"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> record : sent) {
        record.get();
      }
    }
  }

  /** Runs the bounded job to its end. */
  public void backfill(int parallelism, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--bounded", "true"));
    all.addAll(List.of(options));
    topology(parallelism, "", all.toArray(String[]::new)).execute(name);
  }

  /** Starts the unbounded job, in which no partition is ever idle unless an option says so. */
  JobClient live(int parallelism, String... options) throws Exception {
    return resume("", parallelism, options);
  }

  /** Starts the unbounded job from a savepoint. */
  JobClient resume(String savepoint, int parallelism, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--bounded", "false", "--idleness", "1d"));
    all.addAll(List.of(options));
    return topology(parallelism, savepoint, all.toArray(String[]::new)).executeAsync(name);
  }

  /** Returns when the unbounded job has read all that stands in the topic. */
  void awaitRead() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(latest).all().get().forEach((at, end) -> ends.put(at, end.offset()));
      Eventually.see(
          () -> {
            Map<TopicPartition, Long> read = new HashMap<>();
            admin
                .listConsumerGroupOffsets(name)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((at, offset) -> read.put(at, offset.offset()));
            return read;
          },
          read -> assertThat(read).isEqualTo(ends));
    }
  }

  private StreamExecutionEnvironment topology(int parallelism, String savepoint, String... options)
      throws Exception {
    JobConfig config = JobOptions.parse(arguments(options));
    // Brokers learn of a new topic one after the other.
    int partitions = Eventually.see(() -> Connectors.check(config), found -> {});
    Configuration settings = Environment.settings(config);
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        stack.directory().resolve("checkpoints").toUri().toString());
    settings.setString("jobmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.memory.network.max", "64mb");
    if (!savepoint.isEmpty()) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    ShopFunnelJob.defineTopology(
        env, config, Connectors.source(config), partitions, Connectors.sinks(config));
    return env;
  }

  private String[] arguments(String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--brokers", stack.brokers()));
    arguments.addAll(List.of("--topic", name));
    arguments.addAll(List.of("--group-id", name));
    arguments.addAll(List.of("--dead-letter-topic", deadLetterTopic()));
    arguments.addAll(List.of("--late-topic", lateTopic()));
    arguments.addAll(List.of("--influx-url", stack.influxUrl().toString()));
    arguments.addAll(List.of("--influx-database", database));
    arguments.addAll(List.of("--checkpoint-interval", "500ms"));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** The points, without what depends on arrival and without those that are all zeros. */
  SortedMap<String, SortedMap<String, Object>> points() throws Exception {
    return InfluxPoints.read(stack.influxUrl(), database);
  }

  /** The points as they stand in the database, with every field. */
  SortedMap<String, SortedMap<String, Object>> allFields() throws Exception {
    return InfluxPoints.readAllFields(stack.influxUrl(), database);
  }

  /** Returns when a point has these fields. */
  void awaitPoint(String identity, Map<String, Object> fields) throws Exception {
    Eventually.see(
        () -> allFields().getOrDefault(identity, new TreeMap<>()),
        found -> assertThat(found).as(identity).containsAllEntriesOf(fields));
  }

  /** Everything that stands in the database, as the database writes it. */
  String dump() throws Exception {
    return InfluxPoints.dump(stack.influxUrl(), database);
  }

  /** All that stands in a topic now, and is committed. */
  List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.brokers(), "isolation.level", "read_committed"),
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
}
