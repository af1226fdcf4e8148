package io.shopfunnel.job;

import io.shopfunnel.sink.influx.InfluxPointFinder;
import io.shopfunnel.sink.influx.InfluxSink;
import io.shopfunnel.source.BatchSource;
import io.shopfunnel.source.DeadLetterRecords;
import io.shopfunnel.source.EventBatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The real source and sinks, and whether what they need is there. */
final class Connectors {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Connectors() {}

  /**
   * Checks that Kafka, the topics and InfluxDB are there.
   *
   * @return the number of partitions of the topic of events
   * @throws InvalidOptionsException where any is not; tells all that are not, and names the options
   */
  static int check(JobConfig config) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    try {
      InfluxSink.check(config.influx(), Duration.ZERO);
      if (!config.bounded()) {
        InfluxPointFinder.check(config.influx());
      }
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    int partitions = partitions(config, problems);
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
    return partitions;
  }

  /** The number of the topic's partitions; 0 where there is a problem, which it adds. */
  private static int partitions(JobConfig config, List<String> problems)
      throws InterruptedException {
    Properties properties = new Properties();
    properties.putAll(config.kafka());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.brokers());
    List<String> topics =
        new ArrayList<>(List.of(config.topic(), config.deadLetterTopic(), config.lateTopic()));
    if (config.orders() != null) {
      topics.add(config.orders().topic());
    }
    try (Admin admin = Admin.create(properties)) {
      if (config.orders() != null) {
        OrderTopic.mistake(admin, config.orders()).ifPresent(problems::add);
      }
      Map<String, TopicDescription> found =
          admin.describeTopics(topics).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return Objects.requireNonNull(found.get(config.topic())).partitions().size();
    } catch (TimeoutException e) {
      problems.add(
          "Kafka at %s does not answer within %d s. Check that it runs, and the option --brokers."
              .formatted(config.brokers(), PATIENCE.toSeconds()));
    } catch (ExecutionException | KafkaException e) {
      problems.add(why(e, config, topics));
    }
    return 0;
  }

  private static String why(Exception e, JobConfig config, List<String> topics) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof UnknownTopicOrPartitionException) {
      return "Kafka at %s lacks one of the topics %s. Make them with 'replayer topics'."
          .formatted(config.brokers(), String.join(", ", topics));
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka at %s does not grant the user of --kafka-config what the job needs: %s It describes and reads --topic, writes to --dead-letter-topic and --late-topic, and reads as --group-id."
          .formatted(config.brokers(), cause.getMessage());
    }
    return "Kafka at %s: %s. Check the options --brokers and --kafka-config."
        .formatted(config.brokers(), words(cause));
  }

  /** Of a handshake that fails, only the root of it says why. */
  private static String words(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == cause
        ? String.valueOf(cause.getMessage())
        : "%s (%s)".formatted(cause.getMessage(), root.getMessage());
  }

  /**
   * The source. Without a savepoint it starts at the beginning of the topic, whatever its group has
   * committed: a job that knows nothing of the events before would put half of an hour's numbers in
   * the place of the whole. The group's offsets only show the lag.
   */
  static Source<EventBatch, ?, ?> source(JobConfig config) {
    Properties consumer = new Properties();
    consumer.putAll(config.kafka());
    consumer.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.brokers());
    consumer.setProperty(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
    consumer.setProperty(KafkaSourceOptions.CLIENT_ID_PREFIX.key(), config.groupId());
    consumer.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    KafkaSourceBuilder<byte[]> builder =
        KafkaSource.<byte[]>builder()
            .setTopics(config.topic())
            .setProperties(consumer)
            .setDeserializer(
                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class))
            .setStartingOffsets(OffsetsInitializer.earliest());
    if (config.bounded()) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    // The builder tells its own reader only; the consumer's default would skip to the end.
    consumer.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new BatchSource(builder.build(), consumer);
  }

  static Sinks sinks(JobConfig config) {
    return new Sinks(
        new InfluxSink(config.influx()),
        new InfluxPointFinder(config.influx()),
        topic(config, new DeadLetterRecords(config.deadLetterTopic())),
        topic(config, new LateEventRecords(config.lateTopic())),
        config.orders() == null ? null : OrderTopic.sink(config, config.orders()));
  }

  private static <T> KafkaSink<T> topic(
      JobConfig config, KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(config.brokers())
        .setKafkaProducerConfig(config.kafka())
        .setRecordSerializer(records)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }
}
