package io.shopfunnel.replayer.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka clients. What the user's file of client settings says goes before the defaults here,
 * but not before what the promise of exactly once rests on.
 */
public final class KafkaSettings {
  // A request is short enough that another broker is asked before the answer must be there.
  private static final Map<String, Object> ANSWERS =
      Map.of(
          CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000,
          CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 8_000,
          CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 4_000);

  private final Map<String, Object> users = new HashMap<>();

  /**
   * @param brokers {@code host:port}, several with commas
   * @param file the user's client settings
   */
  public KafkaSettings(String brokers, Properties file) {
    for (String name : file.stringPropertyNames()) {
      users.put(name, file.getProperty(name));
    }
    users.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
  }

  /** A client that describes and creates topics. */
  public Admin admin() {
    return Admin.create(of(ANSWERS, Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "replayer-admin")));
  }

  /** A reader of committed records. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        of(
            ANSWERS,
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** A producer of transactions under this identity. */
  public KafkaProducer<byte[], byte[]> producer(String transactionalId) {
    Map<String, Object> defaults =
        Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024,
            ProducerConfig.LINGER_MS_CONFIG, 20,
            ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024,
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    Map<String, Object> promised =
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId);
    return new KafkaProducer<>(
        of(defaults, promised), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> of(Map<String, Object> defaults, Map<String, Object> promised) {
    Map<String, Object> all = new HashMap<>(defaults);
    all.putAll(users);
    all.putAll(promised);
    return all;
  }
}
