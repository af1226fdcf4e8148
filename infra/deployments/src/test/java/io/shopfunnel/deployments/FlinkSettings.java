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
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
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

/**
 * Loads a configuration with Flink's own classes, and knows the options that those and its
 * autoscaler's declare.
 */
final class FlinkSettings {
  private static final Map<String, ConfigOption<?>> KNOWN = known();

  /** What follows the reporter's name is an option of Flink's reporters, of this one, or ours. */
  private static final String REPORTER = "influxdb";

  private static final Map<String, ConfigOption<?>> REPORTING = reporting();

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
    String reporters = "metrics.reporter." + REPORTER + ".";
    return key.startsWith(reporters)
        ? problem(
            MetricOptions.forReporter(configuration, REPORTER),
            REPORTING.get(key.substring(reporters.length())),
            key)
        : problem(configuration, KNOWN.get(key), key);
  }

  private static Optional<String> problem(
      Configuration configuration, ConfigOption<?> option, String key) {
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

  private static Map<String, ConfigOption<?>> reporting() {
    Map<String, ConfigOption<?>> known = declared(MetricOptions.class, MetricsPlugin.options());
    known.put("passwordFile", ConfigOptions.key("passwordFile").stringType().noDefaultValue());
    return known;
  }

  private static Map<String, ConfigOption<?>> known() {
    Map<String, ConfigOption<?>> known =
        declared(
            AutoScalerOptions.class,
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
            WebOptions.class);
    // The published autoscaler that can be had is 1.10; since 1.11 it calls this one so.
    known.put("job.autoscaler.utilization.target", AutoScalerOptions.TARGET_UTILIZATION);
    return known;
  }

  private static Map<String, ConfigOption<?>> declared(Class<?>... classes) {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    Arrays.stream(classes)
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
