package io.shopfunnel.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.shopfunnel.job.RealServices;
import io.shopfunnel.job.TestingTopics;
import io.shopfunnel.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The source on real brokers: every committed record is handed on once, whatever comes between. */
@ExtendWith(RealServices.class)
@Timeout(240)
@SuppressWarnings("try") // That close() may be interrupted is the iterator's doing.
class BatchSourceITCase {
  private static final int PARTITIONS = 4;
  private static final long START = 1_575_158_400_000L;
  private static final AtomicBoolean FAIL = new AtomicBoolean();

  private final LocalStack stack;

  BatchSourceITCase(LocalStack stack) {
    this.stack = stack;
  }

  /**
   * The partitions: 0 ends in a transaction's marker, 1 in an aborted transaction, 2 has nothing
   * but one, 3 is empty. Of the first two, one is days ahead of the other in event time, so that
   * the alignment holds it back.
   */
  @Test
  void aBoundedRunReadsWhatIsCommittedToTheEndOfEachPartition() throws Exception {
    String topic = topic("batches-bounded");
    List<String> expected = new ArrayList<>();
    try (KafkaProducer<String, String> producer = producer(true)) {
      for (int transaction = 0; transaction < 40; transaction++) {
        producer.beginTransaction();
        for (int i = 0; i < 50; i++) {
          int number = transaction * 50 + i;
          expected.add(send(producer, topic, 0, number, number % 7 == 0 ? null : "value"));
          expected.add(send(producer, topic, 1, number + 1_000_000, "value"));
        }
        producer.commitTransaction();
        producer.beginTransaction();
        send(producer, topic, 1, transaction, "aborted");
        send(producer, topic, 2, transaction, "aborted");
        producer.abortTransaction();
      }
    }
    assertThat(read(topic, true)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void afterAFailureEachRecordIsCountedOnce() throws Exception {
    String topic = topic("batches-restart");
    List<String> expected = new ArrayList<>();
    FAIL.set(false);
    try (KafkaProducer<String, String> producer = producer(false);
        CloseableIterator<String> found = stream(topic, false).executeAndCollect()) {
      expected.addAll(sendAll(producer, topic, 0));
      // What comes out stands behind a checkpoint.
      List<String> read = next(found, expected.size());
      FAIL.set(true);
      List<String> second = sendAll(producer, topic, 10_000);
      read.addAll(next(found, second.size()));
      expected.addAll(second);
      assertThat(FAIL).isFalse();
      assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<String> sendAll(
      KafkaProducer<String, String> producer, String topic, int first) throws Exception {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(send(producer, topic, i % PARTITIONS, first + i, "value"));
    }
    producer.flush();
    return sent;
  }

  private static List<String> next(CloseableIterator<String> found, int count) {
    List<String> read = new ArrayList<>();
    while (read.size() < count) {
      read.add(found.next());
    }
    return read;
  }

  private List<String> read(String topic, boolean bounded) throws Exception {
    List<String> read = new ArrayList<>();
    try (CloseableIterator<String> found = stream(topic, bounded).executeAndCollect()) {
      found.forEachRemaining(read::add);
    }
    return read;
  }

  private DataStream<String> stream(String topic, boolean bounded) {
    Configuration settings = new Configuration();
    settings.setString("jobmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.bind-host", "127.0.0.1");
    settings.setString("taskmanager.memory.network.max", "64mb");
    settings.setString("execution.checkpointing.interval", "100ms");
    settings.setString("restart-strategy.type", "fixed-delay");
    settings.setString("restart-strategy.fixed-delay.attempts", "1");
    settings.setString("restart-strategy.fixed-delay.delay", "10ms");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    WatermarkStrategy<EventBatch> watermarks =
        WatermarkStrategy.<EventBatch>forMonotonousTimestamps()
            .withWatermarkAlignment("batches", Duration.ofMinutes(1), Duration.ofMillis(5));
    return env.fromSource(source(topic, bounded), watermarks, "batches").process(new Decode());
  }

  private BatchSource source(String topic, boolean bounded) {
    Properties consumer = new Properties();
    consumer.setProperty("bootstrap.servers", stack.brokers());
    consumer.setProperty("group.id", topic);
    consumer.setProperty("client.id.prefix", topic);
    consumer.setProperty("isolation.level", "read_committed");
    consumer.setProperty("auto.offset.reset", "earliest");
    consumer.setProperty("max.poll.records", "30");
    KafkaSourceBuilder<byte[]> kafka =
        KafkaSource.<byte[]>builder()
            .setTopics(topic)
            .setProperties(consumer)
            .setDeserializer(
                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
            .setStartingOffsets(OffsetsInitializer.earliest());
    if (bounded) {
      kafka.setBounded(OffsetsInitializer.latest());
    }
    return new BatchSource(kafka.build(), consumer);
  }

  /** Names each record, all of which are no events, by its partition, key and value. */
  private static final class Decode extends ProcessFunction<EventBatch, String> {
    @Override
    public void processElement(EventBatch batch, Context context, Collector<String> out) {
      if (FAIL.compareAndSet(true, false)) {
        throw new IllegalStateException("told to fail");
      }
      for (DeadLetter letter : batch.deadLetters()) {
        String value = letter.value() == null ? null : new String(letter.value(), UTF_8);
        out.collect(letter.partition() + " " + new String(letter.key(), UTF_8) + " " + value);
      }
    }
  }

  private static String send(
      KafkaProducer<String, String> producer, String topic, int partition, int number, String value)
      throws Exception {
    long time = START + number * 1_000L;
    Future<?> sent =
        producer.send(
            new ProducerRecord<>(topic, partition, time, Integer.toString(number), value));
    assertThat(sent).isNotNull();
    return partition + " " + number + " " + value;
  }

  private KafkaProducer<String, String> producer(boolean transactional) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", stack.brokers());
    settings.put("compression.type", "lz4");
    if (transactional) {
      settings.put("transactional.id", "batches");
    }
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    if (transactional) {
      producer.initTransactions();
    }
    return producer;
  }

  private String topic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.brokers()))) {
      NewTopic topic = new NewTopic(name, PARTITIONS, (short) 3);
      TestingTopics.create(admin, List.of(topic.configs(Map.of("retention.ms", "-1"))));
    }
    return name;
  }
}
