package io.shopfunnel.deployments;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;

/** Loads a configuration with Flink's own classes, and knows the options that those declare. */
final class FlinkSettings {
  private static final Map<String, ConfigOption<?>> KNOWN = known();

  private FlinkSettings() {}

  static Configuration load(String yaml, Path folder) throws IOException {
    Files.writeString(folder.resolve(GlobalConfiguration.getFlinkConfFilename()), yaml);
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }

  /**
   * The keys that Flink does not know, and the values that it cannot read as what they should be.
   */
  static List<String> problems(Configuration configuration) {
    return configuration.keySet().stream()
        .map(key -> problem(configuration, key))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static Optional<String> problem(Configuration configuration, String key) {
    ConfigOption<?> option = KNOWN.get(key);
    if (option == null) {
      return Optional.of(key + " is no option of Flink");
    }
    try {
      var unused = configuration.getOptional(option);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(key + ": " + e.getMessage());
    }
  }

  private static Map<String, ConfigOption<?>> known() {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    List.of(
            BlobServerOptions.class,
            CheckpointingOptions.class,
            CoreOptions.class,
            HeartbeatManagerOptions.class,
            HighAvailabilityOptions.class,
            JobManagerOptions.class,
            JobResultStoreOptions.class,
            MetricOptions.class,
            RestOptions.class,
            StateBackendOptions.class,
            TaskManagerOptions.class,
            WebOptions.class)
        .stream()
        .flatMap(options -> Arrays.stream(options.getFields()))
        .filter(field -> field.getType() == ConfigOption.class)
        .map(FlinkSettings::value)
        .forEach(option -> known.put(option.key(), option));
    return known;
  }

  private static ConfigOption<?> value(Field field) {
    try {
      return (ConfigOption<?>) Objects.requireNonNull(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
