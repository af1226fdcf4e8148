package io.shopfunnel.replayer.cli;

import io.shopfunnel.options.Checked;
import io.shopfunnel.replayer.publish.KafkaSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that speak to Kafka. */
final class BrokerOptions {
  /** Kafka's rule, with room for the ends of the names of the topics beside it. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  @Option(
      names = "--brokers",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is, several with commas. Default: ${DEFAULT-VALUE}.",
      defaultValue = "localhost:19092,localhost:19093,localhost:19094")
  private String brokers = "";

  @Option(
      names = "--topic",
      description = "The events' topic. Default: ${DEFAULT-VALUE}.",
      defaultValue = "shop-events")
  private String topic = "";

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Kafka client settings (a properties file), for SASL and TLS: secrets stay off the"
              + " command line.")
  private @Nullable Path kafkaConfig;

  String brokers() {
    return brokers;
  }

  String topic() {
    return topic;
  }

  /** What is wrong with them, a sentence each. */
  List<String> mistakes() {
    return Checked.failuresOf(this::checkTopic, this::file);
  }

  /**
   * @throws UserMistake where the file of settings cannot be read, or no topic can be called so
   */
  KafkaSettings settings() {
    checkTopic();
    return new KafkaSettings(brokers, file());
  }

  private void checkTopic() {
    if (!TOPIC.matcher(topic).matches()) {
      throw new UserMistake(
          "--topic is made of letters, digits, '.', '_' and '-', not '" + topic + "'.");
    }
  }

  private Properties file() {
    Properties properties = new Properties();
    if (kafkaConfig != null) {
      try (InputStream file = Files.newInputStream(kafkaConfig)) {
        properties.load(file);
      } catch (IOException | IllegalArgumentException e) {
        throw new UserMistake("--kafka-config " + kafkaConfig + " cannot be read as properties.");
      }
    }
    return properties;
  }

  /**
   * Makes sure that Kafka answers, before anything waits for it for long.
   *
   * @throws BrokerMissing where it does not
   */
  void checkReachable(Admin admin) throws InterruptedException {
    try {
      var unused = admin.describeCluster().nodes().get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BrokerMissing(brokers, e.getCause());
    }
  }

  /**
   * A client, whether or not a broker answers.
   *
   * @throws BrokerMissing where the addresses or settings are of no use
   */
  Admin admin() {
    try {
      return settings().admin();
    } catch (KafkaException e) {
      throw new BrokerMissing(brokers, e.getCause() == null ? e : e.getCause());
    }
  }

  /** A client of brokers that have answered. */
  Admin reachableAdmin() throws InterruptedException {
    Admin admin = admin();
    try {
      checkReachable(admin);
      return admin;
    } catch (BrokerMissing e) {
      admin.close(java.time.Duration.ZERO);
      throw e;
    }
  }
}
