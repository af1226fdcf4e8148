package io.shopfunnel.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * The file of settings for Kafka's clients. What Kafka holds for secret travels with the job as a
 * reference to the file, which each client follows on its own machine; so no secret is in a job
 * graph, a checkpoint or a view of Flink's.
 */
final class KafkaClientFile {
  private static final Map<String, ConfigKey> KNOWN = AdminClientConfig.configDef().configKeys();
  private static final String PROVIDER = "file";

  private KafkaClientFile() {}

  /**
   * Reads the settings.
   *
   * @throws IOException where the file cannot be read
   * @throws IllegalArgumentException where it is no properties file
   */
  static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    for (String name : properties.stringPropertyNames()) {
      if (isSecret(name)) {
        properties.setProperty(
            name, "${%s:%s:%s}".formatted(PROVIDER, file.toAbsolutePath(), name));
        properties.setProperty(AbstractConfig.CONFIG_PROVIDERS_CONFIG, PROVIDER);
        properties.setProperty(
            AbstractConfig.CONFIG_PROVIDERS_CONFIG + "." + PROVIDER + ".class",
            FileConfigProvider.class.getName());
      }
    }
    return properties;
  }

  private static boolean isSecret(String name) {
    ConfigKey key = KNOWN.get(name);
    return key != null && key.type == ConfigDef.Type.PASSWORD;
  }
}
