package io.shopfunnel.reporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.influxdb.InfluxdbReporter;
import org.apache.flink.metrics.influxdb.InfluxdbReporterOptions;

/**
 * Flink's reporter for InfluxDB, which reads its password when it is opened. Flink logs its
 * configuration, shows it, and hands it over with jobs: so no password may stand in it.
 */
final class PasswordFileReporter extends InfluxdbReporter {
  static final String PASSWORD_FILE = "passwordFile";

  @Override
  public void open(MetricConfig settings) {
    super.open(withPassword(settings));
  }

  /** The same settings, with the password where the file is named; Flink's own object stays. */
  static MetricConfig withPassword(MetricConfig settings) {
    String file = settings.getString(PASSWORD_FILE, "");
    if (file.isEmpty()) {
      return settings;
    }
    MetricConfig all = new MetricConfig();
    all.putAll(settings);
    all.setProperty(InfluxdbReporterOptions.PASSWORD.key(), password(Path.of(file)));
    return all;
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s, which %s names, cannot be read: no metrics are reported."
              .formatted(file, PASSWORD_FILE),
          e);
    }
  }
}
